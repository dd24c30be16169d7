package io.tidegate.action;

import io.tidegate.event.Event;
import io.vertx.core.Future;

/** Where events go that we make ourselves: the store of the event loop that owns the action. */
@FunctionalInterface
public interface Outlet {

    /**
     * Stores an event. Fails if it is not stored, or if nobody knows whether it is. Called on the
     * event loop, and completes there.
     */
    Future<?> append(Event event);
}
