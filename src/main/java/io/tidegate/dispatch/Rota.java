package io.tidegate.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whose turn it is to claim what is due: one destination after the other, so that the backlog of
 * one keeps no other waiting for longer than a few bounded claims. Owned by one event loop.
 */
final class Rota {

    /** So that a slow reply does not idle the connection, and replies still fit into memory. */
    private static final int AT_ONCE = 4;

    private final Vertx vertx;
    private final Backoff backoff;
    private final Deque<Round> waiting = new ArrayDeque<>();
    private final Promise<Void> stopped = Promise.promise();
    private int underWay;
    private int failures;
    private boolean isStopping;

    Rota(Vertx vertx, Backoff backoff) {
        this.vertx = vertx;
        this.backoff = backoff;
    }

    /** What one destination does when its turn has come. */
    @FunctionalInterface
    interface Round {

        /** Runs once. If this fails it runs again, after a pause. */
        Future<Void> run();
    }

    /** Lets the round run once, when its turn has come. */
    void add(Round round) {
        waiting.add(round);
        next();
    }

    private void next() {
        while (!isStopping && underWay < AT_ONCE && !waiting.isEmpty()) {
            Round round = waiting.remove();
            underWay++;
            round.run().onComplete(done -> succeeded(), failure -> failed(round));
        }
    }

    private void succeeded() {
        failures = 0;
        ended();
    }

    private void failed(Round round) {
        failures++;
        vertx.setTimer(backoff.after(failures).toMillis(), timer -> add(round));
        ended();
    }

    private void ended() {
        // Not at once: a store that answers at once would never let the event loop go.
        vertx.runOnContext(now -> free());
    }

    private void free() {
        underWay--;
        if (isStopping && underWay == 0) {
            stopped.tryComplete();
        }
        next();
    }

    /** Lets no further round run; completes when none is under way. */
    Future<Void> stop() {
        isStopping = true;
        if (underWay == 0) {
            stopped.tryComplete();
        }
        return stopped.future();
    }
}
