package io.tidegate.admin;

import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** How the admin port answers once the store has. */
final class StoreAnswers {

    private static final String RETRY_SECONDS = "5";

    private StoreAnswers() {}

    /** Answers by {@code success}, or that the store is away. */
    static <T> void answer(RoutingContext context, Future<T> result, Consumer<T> success) {
        result.onComplete(success::accept, failure -> fail(context, failure));
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof StoreException) {
            context.response().putHeader("Retry-After", RETRY_SECONDS);
            AdminProblem.STORE.answer(context);
        } else {
            context.fail(failure);
        }
    }
}
