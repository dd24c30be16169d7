package io.tidegate.ingress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * The one event loop that owns what all event loops of the port share and what is too involved for
 * locks. Safe for any thread.
 */
final class HomeLoop {

    private final Vertx vertx;
    private final Context home;

    /** The event loop of the calling verticle. */
    HomeLoop(Vertx vertx) {
        this.vertx = vertx;
        home = vertx.getOrCreateContext();
    }

    /** Makes the call there; the result comes back to the event loop of the caller. */
    <T> Future<T> call(Supplier<Future<T>> call) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        home.runOnContext(
                there ->
                        Future.succeededFuture()
                                .compose(go -> call.get())
                                .onComplete(
                                        end -> caller.runOnContext(back -> result.handle(end))));
        return result.future();
    }
}
