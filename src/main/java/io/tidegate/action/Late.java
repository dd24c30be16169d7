package io.tidegate.action;

import io.vertx.core.Context;
import io.vertx.core.Future;
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
