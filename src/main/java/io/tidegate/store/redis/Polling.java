package io.tidegate.store.redis;

import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Tries something again and again until it succeeds. A {@link StoreException} ends it early.
 *
 * @param <T> what is waited for
 */
final class Polling<T> {

    private static final int PAUSE_MILLIS = 10;

    private final Vertx vertx;
    private final Supplier<Future<T>> attempt;
    private final long endNanos;
    private final Promise<T> result = Promise.promise();

    private Polling(Vertx vertx, Supplier<Future<T>> attempt, Duration limit) {
        this.vertx = vertx;
        this.attempt = attempt;
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    /** The first success; fails with the cause of the last failure once the limit has passed. */
    static <T> Future<T> until(Vertx vertx, Duration limit, Supplier<Future<T>> attempt) {
        var polling = new Polling<>(vertx, attempt, limit);
        polling.round();
        return polling.result.future();
    }

    private void round() {
        attempt.get().onComplete(result::complete, this::again);
    }

    private void again(Throwable failure) {
        if (failure instanceof StoreException || System.nanoTime() - endNanos > 0) {
            result.fail(failure);
        } else {
            vertx.setTimer(PAUSE_MILLIS, timer -> round());
        }
    }
}
