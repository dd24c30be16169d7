package io.tidegate.testing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting for Vert.x futures from a test's own thread. */
public final class Futures {

    private static final int LIMIT_SECONDS = 20;

    private Futures() {}

    /** Waits for the future and returns its result, or throws its cause. */
    public static <T> T await(Future<T> future) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a test must not wait on an event loop");
        }
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("the future did not complete", e);
        }
    }

    /** Makes the call on the context's thread, as a verticle would, and waits for its result. */
    public static <T> T awaitOn(Context context, Supplier<Future<T>> call) {
        return await(on(context, call));
    }

    /** Makes the call on the context's thread, as a verticle would. */
    public static <T> Future<T> on(Context context, Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        context.runOnContext(
                start -> Future.succeededFuture().compose(go -> call.get()).onComplete(result));
        return result.future();
    }
}
