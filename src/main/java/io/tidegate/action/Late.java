package io.tidegate.action;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waiting for what other threads make. */
final class Late {

    private Late() {}

    /**
     * What is made, if it is in time; else it is discarded when it comes.
     *
     * @param discard lets go of it
     */
    static <T> Future<T> orDiscarded(
            Future<T> made, long limitMillis, Function<T, Future<Void>> discard) {
        var inTime = made.timeout(limitMillis, TimeUnit.MILLISECONDS);
        made.onSuccess(it -> discardIf(inTime.failed(), it, discard));
        return inTime;
    }

    /**
     * What is made, or a {@link java.util.concurrent.TimeoutException}, on this event loop. The
     * timeout of a future that no event loop has made would end on a thread that is none.
     */
    static <T> Future<T> inTime(Context loop, Future<T> made, long limitMillis) {
        return here(loop).compose(here -> made).timeout(limitMillis, TimeUnit.MILLISECONDS);
    }

    /** What follows on this goes on on the event loop. */
    static Future<Context> here(Context loop) {
        return Future.fromCompletionStage(CompletableFuture.completedFuture(loop), loop);
    }

    private static <T> void discardIf(boolean isLate, T made, Function<T, Future<Void>> discard) {
        if (isLate) {
            discard.apply(made).otherwiseEmpty();
        }
    }

    /** The same on an event loop, with the failure itself as the failure. */
    static <T> Future<T> on(Context context, CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context)
                .recover(failure -> Future.failedFuture(unwrapped(failure)));
    }

    /** Checked exceptions come wrapped, once by the stage and once more by some clients. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapper =
                failure instanceof CompletionException
                        || failure.getClass() == RuntimeException.class;
        return isWrapper && cause != null ? unwrapped(cause) : failure;
    }
}
