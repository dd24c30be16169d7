package io.tidegate.dispatch;

import io.tidegate.event.EventId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;

/**
 * What one verticle is working on: events by their ids, so that an event which the store hands out
 * again is not begun twice in this process, and due deliveries by their number.
 *
 * <p>The ids are in a concurrent set that all verticles of the process share; everything else
 * belongs to the verticle's event loop.
 */
final class InFlight {

    private final Set<EventId> shared;
    private final Set<EventId> own = new HashSet<>();
    private final Promise<Void> empty = Promise.promise();
    private int deliveries;
    private boolean isEnding;

    /** Begins with nothing; {@code shared} must be safe for use by many threads. */
    InFlight(Set<EventId> shared) {
        this.shared = shared;
    }

    /** Notes the event; false if it is in work already. */
    boolean begin(EventId id) {
        return shared.add(id) && own.add(id);
    }

    /** The event is settled, or left to be handed out again. */
    void end(EventId id) {
        // Both, or an abandoned event could be ended while another verticle works on it.
        if (own.remove(id)) {
            shared.remove(id);
        }
        completeIfEmpty();
    }

    /** One due delivery more. */
    void beginDelivery() {
        deliveries++;
    }

    /** One due delivery less. */
    void endDelivery() {
        deliveries--;
        completeIfEmpty();
    }

    /** Completes when nothing is in work. To be called once, when nothing more is begun. */
    Future<Void> ended() {
        isEnding = true;
        completeIfEmpty();
        return empty.future();
    }

    private void completeIfEmpty() {
        if (isEnding && own.isEmpty() && deliveries == 0) {
            empty.tryComplete();
        }
    }

    /** Lets go of all events, so that others may begin them. */
    void abandon() {
        shared.removeAll(own);
        own.clear();
    }
}
