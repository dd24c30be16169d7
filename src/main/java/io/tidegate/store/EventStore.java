package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The durable wall between the two halves: events go in at one side and come out at the other.
 *
 * <p>An instance belongs to the event loop that opened it; all calls must come from there and all
 * futures complete there, within a bounded time. Every method fails with {@link StoreException}
 * while the store is away.
 */
public interface EventStore {

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

    /**
     * Puts a delivery aside, with its own copy of the event, until it is due. If the delivery is
     * parked already, an entry with more attempts stays as it is, so that a repeat after a crash
     * never loses count.
     *
     * @param reason why the last attempt failed; empty if none was made
     */
    Future<Void> park(Delivery delivery, Duration delay, String reason);

    /**
     * Leases up to {@code max} (1..1000) parked deliveries of {@code destination} that are due, for
     * {@code lease}: nobody else gets them until then. They stay parked until {@link #unpark},
     * {@link #bury} or a later {@link #park}.
     */
    Future<Due> claimDue(String destination, int max, Duration lease);

    /**
     * Makes destinations known, so that {@link #wake} tells of each of them at least once a minute
     * from now on.
     */
    Future<Void> register(Collection<String> destinations);

    /**
     * Tells which destinations to look at with {@link #claimDue}: those of which a parked delivery
     * has become due, and each other one once a minute, in case word of a parked delivery was lost.
     * Whoever is told of a destination has to look: nobody else is told of it for a minute, unless
     * something of it becomes due before, or the one who looked left something that is due.
     *
     * @param except destinations that the caller cannot serve just now
     * @param max how many are told of at most, 1 to 1000; those that waited longest come first
     */
    Future<Wake> wake(Set<String> except, int max);

    /** Has a destination told of again at once, because the one who was told cannot serve it. */
    Future<Void> remind(String destination);

    /** Forgets a parked delivery, because it was delivered; no effect if it is not parked. */
    Future<Void> unpark(String destination, EventId id);

    /** Moves a delivery to the dead letters of its destination, and forgets it as parked. */
    Future<Void> bury(Delivery delivery, String reason);

    /** Lists up to {@code max} (1..1000) dead letters of {@code destination}, oldest first. */
    Future<List<DeadLetter>> deadLetters(String destination, int max);

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
