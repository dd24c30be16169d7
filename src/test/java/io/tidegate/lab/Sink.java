package io.tidegate.lab;

import io.tidegate.faults.LedgerEvent;
import io.tidegate.testing.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Random;

/** A destination that writes down what reaches it before it answers, as its script says. */
final class Sink {

    /** How it behaves. */
    enum Script {
        /** Takes everything. */
        UP,
        /** Answers 503. */
        DOWN,
        /** Never answers. */
        HUNG,
        /** Refuses three of ten. */
        MOODY,
        /** Takes everything after half a second. */
        SLOW,
        /** Takes everything and hangs up in place of its answer. */
        RUDE
    }

    private static final int SLOW_MILLIS = 500;
    private static final double SHARE_REFUSED = 0.3;

    private final Vertx vertx;
    private final String name;
    private final History history;
    private final Random random;
    private final int port = FreePorts.next();
    private final HttpServer server;
    private volatile Script script = Script.UP;

    Sink(Vertx vertx, String name, History history, Random random) {
        this.vertx = vertx;
        this.name = name;
        this.history = history;
        this.random = random;
        this.server = vertx.createHttpServer();
    }

    Future<HttpServer> start() {
        return server.requestHandler(this::receive).listen(port, "127.0.0.1");
    }

    /** Ends all connections, and takes no more. */
    void hangUp() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Behaves like this from now on. */
    void play(Script next) {
        script = next;
    }

    int port() {
        return port;
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body, script));
    }

    private void answer(HttpServerRequest request, Buffer body, Script now) {
        boolean isRefused = now == Script.MOODY && random.nextDouble() < SHARE_REFUSED;
        boolean isTaken =
                !isRefused && (now == Script.UP || now == Script.SLOW || now == Script.MOODY);
        note(request, body.getBytes(), isTaken);
        switch (now) {
            case UP, DOWN, MOODY -> request.response().setStatusCode(isTaken ? 204 : 503).end();
            case SLOW ->
                    vertx.setTimer(
                            SLOW_MILLIS, late -> request.response().setStatusCode(204).end());
            case RUDE -> request.connection().close();
            case HUNG -> {}
        }
    }

    private void note(HttpServerRequest request, byte[] body, boolean isTaken) {
        var event = LedgerEvent.read(body);
        history.add(
                new Arrival(
                        name,
                        event.map(LedgerEvent::n).orElse(-1),
                        String.valueOf(request.getHeader("webhook-id")),
                        attempt(request.getHeader("tidegate-attempt")),
                        event.isPresent() && Arrays.equals(event.get().body(), body),
                        isTaken,
                        System.nanoTime()));
    }

    private static int attempt(String header) {
        return header == null ? 0 : Integer.parseInt(header);
    }
}
