package io.tidegate.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Random;

/**
 * A destination that fails at random, and sees whether the events of each key come in the order of
 * their numbers: each is to be tried only when the one before it was taken, and never again when a
 * later one has been tried.
 */
final class OrderSink {

    private static final double REFUSED = 0.1;
    private static final double UNANSWERED = 0.01;

    private final Vertx vertx;
    private final int port;
    private final Random random;
    private final int[] next;
    private final int[] highest;
    private int taken;
    private int overtaking;
    private int late;
    private int repeats;
    private int damaged;

    OrderSink(Vertx vertx, int port, int keys, long seed) {
        this.vertx = vertx;
        this.port = port;
        this.random = new Random(seed);
        this.next = new int[keys];
        this.highest = new int[keys];
        Arrays.setAll(next, key -> key);
        Arrays.fill(highest, -1);
    }

    Future<HttpServer> start() {
        return vertx.createHttpServer().requestHandler(this::receive).listen(port, "127.0.0.1");
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> receive(request, body));
    }

    private synchronized void receive(HttpServerRequest request, Buffer body) {
        var event = LedgerEvent.read(body.getBytes());
        if (event.isEmpty() || !Arrays.equals(event.get().body(), body.getBytes())) {
            damaged++;
            request.response().setStatusCode(400).end();
            return;
        }
        look(event.get().n());
        double lot = random.nextDouble();
        if (lot < REFUSED) {
            request.response().setStatusCode(503).end();
            return;
        }
        take(event.get().n());
        if (lot < REFUSED + UNANSWERED) {
            request.connection().close();
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private void look(int n) {
        int key = n % next.length;
        if (n > next[key]) {
            overtaking++;
        }
        if (n < highest[key]) {
            late++;
        }
        highest[key] = Math.max(highest[key], n);
    }

    private void take(int n) {
        int key = n % next.length;
        if (n == next[key]) {
            next[key] += next.length;
            taken++;
        } else {
            repeats++;
        }
    }

    /** How many events were taken, each counted when all before it of its key were. */
    synchronized int taken() {
        return taken;
    }

    /** How often an event came before the one ahead of it was taken. */
    synchronized int overtaking() {
        return overtaking;
    }

    /** How often an event came once more after a later one. */
    synchronized int late() {
        return late;
    }

    /** How many deliveries were taken that had been taken before, or were not to be taken yet. */
    synchronized int repeats() {
        return repeats;
    }

    /** How many bodies were not what the sender signed. */
    synchronized int damaged() {
        return damaged;
    }

    int port() {
        return port;
    }
}
