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
public interface EventStore
        extends ParkedDeliveries, OrderedDeliveries, PulledDeliveries, DeadLetters, Pauses, Rates {

    /**
     * Appends one event. The future succeeds only when the event is stored at the configured
     * durability; when it fails with {@link StoreException#isUnknown()} the event may be stored all
     * the same. Calls made while an earlier batch is under way travel together in the next.
     */
    Future<EventId> append(Event event);

    /**
     * Begins to take part in reading, as {@code worker}. From now on this store holds its part of
     * the shards, each of which is read by one worker at a time; it takes and gives back as workers
     * come and go. To be called once, if at all.
     */
    void join(Worker worker);

    /**
     * Reads up to {@code max} (1..1000) events of the shards that this store holds: first those
     * that a worker before had read and not settled, then those that nobody has read. In each shard
     * they come in the order in which they were appended, whoever reads it. Waits up to a second
     * for the first; then empty. One read at a time in each store. An event that two workers have
     * failed with comes alone, so that it does not take others along if it is the cause.
     *
     * <p>Every event read must be ended by {@link #settle} or by {@link #giveBack}: a shard of
     * which events are in work is given to another worker only after a while.
     */
    Future<List<Handout>> read(int max);

    /**
     * Hands out again up to {@code max} (1..1000) events of the shards that this store holds which
     * were handed out at least {@code idle} ago and are not settled, be they in work or not; empty
     * if there are none. Entries that were pending but are gone from the store are counted in
     * {@link StoreStatus#vanished()}.
     */
    Future<List<Handout>> reclaim(Duration idle, int max);

    /**
     * Whether this store still answers for an event that it has handed out. False once another
     * worker may have it, also when this process was stopped and knows of nothing yet: to be asked
     * before anything is begun with the event. No I/O.
     */
    boolean isHeld(EventId id);

    /**
     * Ends work on an event without settling it; it is handed out again after a while. No effect if
     * the event is settled or unknown. No I/O.
     */
    void giveBack(EventId id);

    /**
     * Takes no more shards, and lets each one go as soon as nothing of it is in work; {@link
     * #close} lets the rest go. What is read already can be settled until then.
     */
    void leave();

    /** How many shards this store holds. For any thread; no I/O. */
    int shards();

    /**
     * Tells for each event, in the given order, whether it is the first of its dedup key by the
     * rule of its source. The first to claim a key wins it, and wins it again when it is read
     * again. An event whose key was won by one with another body is a {@link Claim#CONFLICT};
     * others with the same key and body as a conflict are duplicates of that, where conflicts are
     * kept. If the store is too full to remember, every event is {@link Claim#FIRST}: a duplicate
     * is better than a loss.
     */
    Future<List<Claim>> claim(List<StoredEvent> events, DedupRules rules);

    /** Marks events as done with; they will not be read again. Unknown ids are ignored. */
    Future<Void> settle(List<EventId> ids);

    /** Lists up to {@code max} (1..1000) stored events, newest first, over all shards. */
    Future<List<StoredEvent>> list(int max);

    /** Finds one event by its id while it is still in the store. */
    Future<Optional<StoredEvent>> find(EventId id);

    /**
     * Drops settled events that are older than {@code age}, and of the rest the oldest as long as
     * the streams take more than about {@code bytes}, each shard its part of them. An event that
     * somebody still has to read or to settle is never dropped, nor any after it in its shard.
     * Returns how many were dropped.
     */
    Future<Long> trim(Duration age, long bytes);

    /** The sizes of everything, at a cost that does not grow with them. */
    Future<StoreStatus> status(List<String> destinations);

    /** Whether the store can be written to just now, as far as its last answer tells. No I/O. */
    boolean isUsable();

    /**
     * Whether there is so little room that events should be refused, unless they would be lost:
     * what is stored still has to be parked and settled. No I/O.
     */
    boolean isFull();

    /** Sends what is waiting, then closes the connections; never fails. */
    Future<Void> close();
}
