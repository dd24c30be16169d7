package io.tidegate.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A destination that remembers which events reached it, when, and whether each byte was right. */
final class LedgerSink {

    /** How it behaves. */
    enum Mode {
        /** Takes everything. */
        UP,
        /** Answers 503. */
        DOWN,
        /** Takes the request and never answers. */
        HUNG
    }

    private final Vertx vertx;
    private final int port;
    private final BitSet received = new BitSet();
    private final Map<Integer, Long> arrivals = new HashMap<>();
    private volatile Mode mode = Mode.UP;
    private int repeats;
    private int damaged;

    LedgerSink(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    Future<HttpServer> start() {
        return vertx.createHttpServer().requestHandler(this::receive).listen(port, "127.0.0.1");
    }

    /** Behaves like this from now on. */
    void set(Mode mode) {
        this.mode = mode;
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            Mode now = mode;
                            if (now == Mode.UP) {
                                note(body);
                            }
                            if (now != Mode.HUNG) {
                                request.response().setStatusCode(now == Mode.UP ? 204 : 503).end();
                            }
                        });
    }

    private synchronized void note(Buffer body) {
        byte[] bytes = body.getBytes();
        var event = LedgerEvent.read(bytes);
        if (event.isEmpty() || !Arrays.equals(event.get().body(), bytes)) {
            damaged++;
            return;
        }
        int n = event.get().n();
        if (received.get(n)) {
            repeats++;
        }
        received.set(n);
        arrivals.putIfAbsent(n, System.nanoTime());
    }

    /** When the event first arrived, by this machine's monotonic clock; empty if it has not. */
    synchronized OptionalLong arrival(int n) {
        Long at = arrivals.get(n);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** The numbers that arrived at least once. */
    synchronized BitSet received() {
        return (BitSet) received.clone();
    }

    /** Those of the acknowledged events that have not arrived. */
    BitSet missing(BitSet acknowledged) {
        var missing = (BitSet) acknowledged.clone();
        missing.andNot(received());
        return missing;
    }

    /** How many deliveries repeated one that had arrived. */
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
