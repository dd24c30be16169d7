package io.tidegate.store;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The durable wall between the two halves: events go in at one side and come out at the other.
 *
 * <p>An instance belongs to the event loop that opened it; all calls must come from there and all
 * futures complete there, within a bounded time. Every method fails with {@link StoreException}
 * while the store is away.
 */
public interface EventStore extends ParkedDeliveries, DeadLetters, Pauses {

    /**
     * Appends one event. The future succeeds only when the event is stored at the configured
     * durability; when it fails with {@link StoreException#isUnknown()} the event may be stored all
     * the same. Calls made while an earlier batch is under way travel together in the next.
     */
    Future<EventId> append(Event event);

    /**
     * Reads up to {@code max} (1..1000) events that no worker has read before, and makes {@code
     * worker} answerable for them until they are settled. Waits up to a second for the first; then
     * empty. Order: as appended, in each shard. One read at a time in each store.
     */
    Future<List<StoredEvent>> read(String worker, int max);

    /**
     * Hands out again the events that {@code worker} read before this store was opened and never
     * settled, up to {@code max} (1..1000) a call: each once, oldest first in each shard, empty
     * when there are none left. To be called until then, before the worker's first {@link #read}.
     */
    Future<List<StoredEvent>> resume(String worker, int max);

    /**
     * Takes over up to {@code max} (1..1000) events whose worker has not settled them for {@code
     * idle}; empty if there are none. Entries that were pending but are gone from the store are
     * counted in {@link StoreStatus#vanished()}.
     */
    Future<List<StoredEvent>> reclaim(String worker, Duration idle, int max);

    /**
     * Tells for each event, in the given order, whether it is the first of its dedup key within
     * {@code window}. The first to claim a key wins it, and wins it again when it is read again. If
     * the store is too full to remember, every event is {@link Claim#FIRST}: a duplicate is better
     * than a loss.
     */
    Future<List<Claim>> claim(List<StoredEvent> events, Duration window);

    /** Marks events as done with; they will not be read again. Unknown ids are ignored. */
    Future<Void> settle(List<EventId> ids);

    /** Lists up to {@code max} (1..1000) stored events, newest first, over all shards. */
    Future<List<StoredEvent>> list(int max);

    /** Finds one event by its id while it is still in the store. */
    Future<Optional<StoredEvent>> find(EventId id);

    /**
     * Drops settled events older than {@code history}; an event that somebody still has to read or
     * to settle is never dropped, however old. Returns how many were dropped.
     */
    Future<Long> trim(Duration history);

    /** The sizes of everything, at a cost that does not grow with them. */
    Future<StoreStatus> status(List<String> destinations);

    /** Whether the store can be written to just now, as far as its last answer tells. No I/O. */
    boolean isUsable();

    /** Sends what is waiting, then closes the connections; never fails. */
    Future<Void> close();
}
