package io.tidegate.action;

import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;

/** Delivers nothing: clients fetch what is parked, and nobody is sent there. */
final class QueueAction implements Action {

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        return Future.succeededFuture(Outcome.retry("deliveries of a queue are fetched"));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
