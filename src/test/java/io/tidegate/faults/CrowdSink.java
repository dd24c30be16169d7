package io.tidegate.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Many destinations on one port, each with a path of its own, which behave all alike. Remembers
 * which event reached which of them, and when.
 */
final class CrowdSink {

    private final Vertx vertx;
    private final int port;
    private final Map<Arrival, Long> arrivals = new HashMap<>();
    private HttpServer server;
    private volatile boolean isHanging;
    private int damaged;

    /** The event with number {@code n} at one of the destinations. */
    private record Arrival(String path, int n) {}

    CrowdSink(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
        this.server = server();
    }

    private HttpServer server() {
        return vertx.createHttpServer().requestHandler(this::receive);
    }

    Future<HttpServer> start() {
        return server.listen(port, "127.0.0.1");
    }

    /** Refuses connections until it is started again, and ends those that are open. */
    Future<Void> stop() {
        var last = server;
        server = server();
        return last.close();
    }

    /** Whether requests are taken and never answered from now on. */
    void setHanging(boolean isHanging) {
        this.isHanging = isHanging;
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            if (!isHanging) {
                                note(request.path(), body);
                                request.response().setStatusCode(204).end();
                            }
                        });
    }

    private synchronized void note(String path, Buffer body) {
        byte[] bytes = body.getBytes();
        LedgerEvent.read(bytes)
                .filter(event -> Arrays.equals(event.body(), bytes))
                .ifPresentOrElse(
                        event ->
                                arrivals.putIfAbsent(
                                        new Arrival(path, event.n()), System.nanoTime()),
                        () -> damaged++);
    }

    /** How many pairs of event and destination arrived at least once. */
    synchronized int received() {
        return arrivals.size();
    }

    /** How many bodies were not what the sender signed. */
    synchronized int damaged() {
        return damaged;
    }

    /** How long each delivery took of the events from one number up to another. */
    synchronized long[] latencies(LedgerSender sender, int from, int to) {
        return arrivals.entrySet().stream()
                .filter(it -> it.getKey().n() >= from && it.getKey().n() < to)
                .mapToLong(it -> it.getValue() - sender.departure(it.getKey().n()))
                .toArray();
    }

    /** When the last of the events from one number up to another arrived, by the same clock. */
    synchronized long last(int from, int to) {
        return arrivals.entrySet().stream()
                .filter(it -> it.getKey().n() >= from && it.getKey().n() < to)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElseThrow();
    }

    int port() {
        return port;
    }
}
