package io.tidegate.action;

import io.tidegate.testing.Futures;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A server on loopback that answers as a test says and remembers what it was sent. */
final class HttpSink {

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> answer = request -> request.response().end();

    /**
     * A request that it got.
     *
     * @param method the HTTP method
     * @param uri path and query
     * @param version as {@code HTTP_1_1}
     * @param headers the header fields
     * @param body the body as text
     */
    record Taken(String method, String uri, String version, MultiMap headers, String body) {

        /** The value of a header field, or {@code none}. */
        String header(String name) {
            String value = headers.get(name);
            return value == null ? "none" : value;
        }
    }

    HttpSink(Vertx vertx, HttpServerOptions options) {
        server =
                Futures.await(
                        vertx.createHttpServer(options)
                                .requestHandler(this::take)
                                .exceptionHandler(refused -> {})
                                .listen(0, "127.0.0.1"));
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> keep(request, body));
    }

    private void keep(HttpServerRequest request, Buffer body) {
        taken.add(
                new Taken(
                        request.method().name(),
                        request.uri(),
                        request.version().name(),
                        MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                        body.toString(StandardCharsets.UTF_8)));
        answer.accept(request);
    }

    /** From now on requests are answered so; until then with 200. */
    HttpSink answering(Consumer<HttpServerRequest> next) {
        answer = next;
        return this;
    }

    /** From now on requests are answered with this status. */
    HttpSink answering(int status) {
        return answering(request -> request.response().setStatusCode(status).end());
    }

    int port() {
        return server.actualPort();
    }

    /** What it got so far, in order. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** The only request that it got. */
    Taken single() {
        if (taken.size() != 1) {
            throw new AssertionError(taken.size() + " requests in place of one");
        }
        return taken.get(0);
    }
}
