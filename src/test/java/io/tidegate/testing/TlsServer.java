package io.tidegate.testing;

import static io.tidegate.testing.Futures.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A server on loopback with TLS that answers as a test says and remembers what it was asked. */
public final class TlsServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Consumer<HttpServerRequest>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();

    /**
     * A request that it got.
     *
     * @param method the HTTP method
     * @param path the path without its query
     * @param token the value of {@code X-Token}; empty if it had none
     * @param body the body
     */
    public record Asked(String method, String path, String token, String body) {}

    public TlsServer(Vertx vertx) {
        var options = new HttpServerOptions().setSsl(true).setKeyCertOptions(SelfSigned.key());
        server =
                await(
                        vertx.createHttpServer(options)
                                .requestHandler(this::handle)
                                .exceptionHandler(refused -> {})
                                .listen(0, "127.0.0.1"));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    // Synchronized, so that who has seen the request asked can release it.
    private synchronized void answer(HttpServerRequest request, Buffer body) {
        String token = request.getHeader("X-Token");
        asked.add(
                new Asked(
                        request.method().name(),
                        request.path(),
                        token == null ? "" : token,
                        body.toString()));
        answers.getOrDefault(request.path(), it -> status(it, 404)).accept(request);
    }

    private static void status(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end("no keys here");
    }

    /** The address of a path, by the name that is in the certificate. */
    public String url(String path) {
        return "https://localhost:" + server.actualPort() + path;
    }

    /** From now on the path answers 200 with this text. */
    public void serve(String path, String text) {
        serve(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on the path answers 200 with these bytes. */
    public void serve(String path, byte[] bytes) {
        answers.put(path, request -> request.response().end(Buffer.buffer(bytes)));
    }

    /** From now on the path answers with this status. */
    public void fail(String path, int status) {
        answers.put(path, request -> status(request, status));
    }

    /** From now on the path answers 302 to another. */
    public void redirect(String path, String elsewhere) {
        answers.put(
                path,
                request ->
                        request.response()
                                .setStatusCode(302)
                                .putHeader("Location", elsewhere)
                                .end());
    }

    /** From now on the path answers with bytes without end. */
    public void flood(String path) {
        answers.put(path, request -> pour(request.response().setChunked(true)));
    }

    private static void pour(io.vertx.core.http.HttpServerResponse response) {
        response.write(Buffer.buffer(new byte[8_192])).onSuccess(more -> pour(response));
    }

    /** From now on the path does not answer until {@link #release}. */
    public void hold(String path) {
        answers.put(path, held::add);
    }

    /** Answers all that were held with this text, and the path from now on at once. */
    public synchronized void release(String path, String text) {
        serve(path, text);
        held.forEach(request -> request.response().end(text));
        held.clear();
    }

    /** What it was asked, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        await(server.close());
    }
}
