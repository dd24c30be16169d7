package io.tidegate.action;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One connection, made when it is needed and again after it was lost; not more often than once in a
 * random part of a second, so that many gateways do not come back as one.
 *
 * <p>Used on the event loop that owns the action.
 *
 * @param <C> what a connection is
 */
final class Line<C> {

    private static final long MOST_PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context loop;
    private final Supplier<Future<C>> connect;
    private final Function<C, Future<Void>> hangUp;
    private Optional<Future<C>> open = Optional.empty();
    private Optional<Throwable> resting = Optional.empty();

    /**
     * A line that is not connected.
     *
     * @param connect makes a connection, on the event loop and within a bounded time
     * @param hangUp lets go of one
     */
    Line(Vertx vertx, Supplier<Future<C>> connect, Function<C, Future<Void>> hangUp) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.connect = connect;
        this.hangUp = hangUp;
    }

    /**
     * The connection. Fails with the cause of the last failure if that was a moment ago, without
     * trying again.
     */
    Future<C> connection() {
        if (resting.isPresent()) {
            return Future.failedFuture(resting.get());
        }
        return open.orElseGet(this::connect);
    }

    private Future<C> connect() {
        var attempt = Late.here(loop).compose(start -> connect.get());
        open = Optional.of(attempt);
        attempt.onFailure(cause -> forget(attempt, cause));
        return attempt;
    }

    /**
     * Gives up a connection that was lost or cannot be trusted; nothing happens if it was given up
     * before.
     */
    void lose(C connection, Throwable cause) {
        loseIf(it -> it == connection, cause);
    }

    /** Gives up the connection if it is the one that is meant. */
    void loseIf(Predicate<C> isMeant, Throwable cause) {
        open.filter(it -> it.succeeded() && isMeant.test(it.result()))
                .ifPresent(it -> forget(it, cause));
    }

    private void forget(Future<C> attempt, Throwable cause) {
        if (open.equals(Optional.of(attempt))) {
            open = Optional.empty();
            resting = Optional.of(cause);
            long pause = 1 + ThreadLocalRandom.current().nextLong(MOST_PAUSE_MILLIS);
            vertx.setTimer(pause, rested -> resting = Optional.empty());
            hangUp(attempt);
        }
    }

    private Future<Void> hangUp(Future<C> attempt) {
        return attempt.compose(hangUp).otherwiseEmpty();
    }

    /** Hangs up, also if the connection is only being made. Never fails. */
    Future<Void> close() {
        var last = open.map(this::hangUp).orElseGet(Future::succeededFuture);
        open = Optional.empty();
        return last;
    }
}
