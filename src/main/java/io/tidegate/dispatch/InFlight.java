package io.tidegate.dispatch;

import io.tidegate.event.EventId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one verticle is working on: events by their ids, so that an event which the store hands out
 * again is not begun twice in this process, and due deliveries by their number.
 *
 * <p>The ids are in a concurrent set that all verticles of the process share; everything else
 * belongs to the verticle's event loop.
 */
final class InFlight {

    private final Set<EventId> shared;
    private final Consumer<EventId> onEnd;
    private final Set<EventId> own = new HashSet<>();
    private final Promise<Void> empty = Promise.promise();
    private int deliveries;
    private boolean isEnding;

    /**
     * Begins with nothing.
     *
     * @param shared must be safe for use by many threads
     * @param onEnd told of each event that this verticle does not work on any more
     */
    InFlight(Set<EventId> shared, Consumer<EventId> onEnd) {
        this.shared = shared;
        this.onEnd = onEnd;
    }

    /** Notes the event; false if it is in work already. */
    boolean begin(EventId id) {
        if (shared.add(id)) {
            return own.add(id);
        }
        if (!own.contains(id)) {
            onEnd.accept(id);
        }
        return false;
    }

    /**
     * Notes an event that has to keep its place among others; false if this verticle has it in work
     * already. If another has, this one takes it up all the same, or it would go on with later
     * ones.
     */
    boolean beginInOrder(EventId id) {
        shared.add(id);
        return own.add(id);
    }

    /** The event is settled, or left to be handed out again. */
    void end(EventId id) {
        // Both, or an abandoned event could be ended while another verticle works on it.
        if (own.remove(id)) {
            shared.remove(id);
            onEnd.accept(id);
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
        own.forEach(onEnd);
        own.clear();
    }
}
