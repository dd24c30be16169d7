package io.tidegate.action;

import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;

/** The code that performs one attempt of a delivery, for one configured destination. */
public interface Action {

    /**
     * Tries once. The future never fails and completes within the destination's timeout; what goes
     * wrong is an {@link Outcome}. Called on an event loop, and must not block it.
     */
    Future<Outcome> attempt(Delivery delivery);

    /** Lets go of connections; never fails. No attempt is under way or follows. */
    Future<Void> close();
}
