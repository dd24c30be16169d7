package io.tidegate.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Gives a future up after a while, by a timer of the event loop that asks. {@link Future#timeout}
 * may end on another thread, where nothing that an event loop owns is to be touched.
 */
final class Deadline {

    private Deadline() {}

    /** The same result, or a failure after {@code millis}. */
    static <T> Future<T> limit(Vertx vertx, long millis, Future<T> asked) {
        Promise<T> ended = Promise.promise();
        String late = "no answer within " + millis + " ms";
        long timer = vertx.setTimer(millis, over -> ended.tryFail(late));
        asked.onComplete(done -> vertx.cancelTimer(timer))
                .onComplete(ended::tryComplete, ended::tryFail);
        return ended.future();
    }
}
