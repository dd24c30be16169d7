package io.tidegate.dispatch;

import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Settles events in groups: what accumulates while one group is under way is the next. A group that
 * the store refuses is repeated; given up, its events are handed out again and found delivered
 * twice, never lost.
 */
final class Settler {

    private static final int MOST_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final EventStore store;
    private final Insistence insistence;
    private final InFlight inFlight;
    private List<EventId> waiting = new ArrayList<>();
    private boolean isSettling;

    Settler(Vertx vertx, EventStore store, Insistence insistence, InFlight inFlight) {
        this.vertx = vertx;
        this.store = store;
        this.insistence = insistence;
        this.inFlight = inFlight;
    }

    /** Settles the event soon, and ends it as in flight. */
    void settle(EventId id) {
        waiting.add(id);
        if (!isSettling) {
            isSettling = true;
            // Not at once: the rest of the batch that is being dispatched shall travel along.
            vertx.runOnContext(now -> next());
        }
    }

    private void next() {
        if (waiting.isEmpty()) {
            isSettling = false;
            return;
        }
        var group = List.copyOf(waiting.subList(0, Math.min(waiting.size(), MOST_AT_ONCE)));
        waiting = new ArrayList<>(waiting.subList(group.size(), waiting.size()));
        insistence.insist(0, () -> store.settle(group)).done().onComplete(over -> ended(group));
    }

    private void ended(List<EventId> group) {
        group.forEach(inFlight::end);
        next();
    }
}
