package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A place with event stores that are being tested, and the words the tests are written in. */
public interface UnderContract {

    /** Long enough that nothing of a test becomes idle or due by itself. */
    Duration LONG = Duration.ofMinutes(30);

    /** Keys are remembered for three days, whatever the bodies. */
    DedupRule RULE = DedupRule.byKey(Duration.ofDays(3));

    /** The order in which events of one shard were appended. */
    Comparator<EventId> BY_AGE =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

    /** The store that every test has; it takes part in reading. */
    EventStore store();

    /** All stores that take part in reading and have not crashed. */
    List<EventStore> readers();

    /** One more store over the same place. */
    EventStore open();

    /** Makes all stores believe that this time has passed for whatever waits in them. */
    void advance(Duration time);

    /** Makes the call on the store's event loop. */
    <T> Future<T> start(EventStore store, Function<EventStore, Future<T>> call);

    /** Makes the call on the store's event loop and waits for its result. */
    default <T> T call(EventStore store, Function<EventStore, Future<T>> call) {
        return Futures.await(start(store, call));
    }

    /** The same on the store that every test has. */
    default <T> T call(Function<EventStore, Future<T>> call) {
        return call(store(), call);
    }

    /** Tells the store something on its event loop. */
    default void tell(EventStore store, Consumer<EventStore> message) {
        call(
                store,
                it -> {
                    message.accept(it);
                    return Future.succeededFuture();
                });
    }

    /** Gives an event back. */
    default void giveBack(EventStore store, EventId id) {
        tell(store, it -> it.giveBack(id));
    }

    /** Whether the store answers for the event. */
    default boolean isHeld(EventStore store, EventId id) {
        return call(store, it -> Future.succeededFuture(it.isHeld(id)));
    }

    /** Appends an event of its own dedup key. */
    default EventId append(Event event) {
        return call(it -> it.append(event));
    }

    /** Appends this many events with different dedup keys, all at once; their ids in order. */
    default List<EventId> appendMany(int count) {
        return call(
                store ->
                        Future.all(
                                        IntStream.range(0, count)
                                                .mapToObj(i -> store.append(Events.event("e" + i)))
                                                .toList())
                                .map(all -> all.<EventId>list()));
    }

    /** One more store, which takes part in reading as the first event loop of this process. */
    default EventStore openReader(String process) {
        return openReader(process, 0);
    }

    /** The same as another event loop of the process. */
    EventStore openReader(String process, int instance);

    /** Ends whoever reads with this store as a crash would: without a word to the store. */
    void crash(EventStore store);

    /** Lets the leases of workers run out that do not prolong them, unless time does that. */
    default void endLeases() {}

    /** Reads until this many events have come, and fails if they do not. */
    default List<StoredEvent> read(int count) {
        return read(store(), count);
    }

    /** The same with this store. */
    default List<StoredEvent> read(EventStore store, int count) {
        return readHandouts(store, count).stream().map(Handout::event).toList();
    }

    /** The same with what the store tells beside the events. */
    default List<Handout> readHandouts(EventStore store, int count) {
        var events = new ArrayList<Handout>();
        for (int empty = 0; events.size() < count; ) {
            var more = readOnce(store, 100);
            empty = more.isEmpty() ? empty + 1 : 0;
            assertThat(empty).as("after %s of %s events", events.size(), count).isLessThan(5);
            events.addAll(more);
        }
        return events;
    }

    /** One read, which may be empty. */
    default List<StoredEvent> readOnce(int max) {
        return events(readOnce(store(), max));
    }

    /** One read with this store, with what it tells beside the events; possibly empty. */
    default List<Handout> readOnce(EventStore store, int max) {
        return call(store, it -> it.read(max));
    }

    /** Some of what was handed out so long ago and is not settled. */
    default List<Handout> reclaim(EventStore store, Duration idle, int max) {
        return call(store, it -> it.reclaim(idle, max));
    }

    /** Everything that was handed out so long ago and is not settled. */
    default List<StoredEvent> reclaim(Duration idle) {
        var events = new ArrayList<StoredEvent>();
        List<StoredEvent> more;
        do {
            more = events(reclaim(store(), idle, 100));
            events.addAll(more);
        } while (!more.isEmpty());
        return events;
    }

    /** The events that were handed out. */
    static List<StoredEvent> events(List<Handout> handed) {
        return handed.stream().map(Handout::event).toList();
    }

    /** Claims the keys of these events. */
    default List<Claim> claim(List<StoredEvent> events, DedupRule rule) {
        return call(it -> it.claim(events, DedupRules.everywhere(rule)));
    }

    /** Settles these events. */
    default void settle(List<EventId> ids) {
        call(it -> it.settle(ids));
    }

    /** Gives up this delivery. */
    default void bury(Delivery delivery, String reason) {
        call(it -> it.bury(delivery, Setback.of(reason)));
    }

    /** The newest events. */
    default List<StoredEvent> list(int max) {
        return call(it -> it.list(max));
    }

    /** The event, if it is in the store. */
    default Optional<StoredEvent> find(EventId id) {
        return call(it -> it.find(id));
    }

    /** Drops settled history that is too old. */
    default long trim(Duration age) {
        return trim(age, Long.MAX_VALUE);
    }

    /** Drops settled history that is too old or too much. */
    default long trim(Duration age, long bytes) {
        return call(it -> it.trim(age, bytes));
    }

    /** Counts everything. */
    default StoreStatus status(String... destinations) {
        return call(it -> it.status(List.of(destinations)));
    }

    /** The oldest dead letters. */
    default List<DeadLetter> deadLetters(String destination, int max) {
        return call(it -> it.deadLetters(DeadRange.all(destination), max));
    }

    /** Appends one event and reads it. */
    default StoredEvent readOne(String dedupKey) {
        append(Events.event(dedupKey));
        return read(1).get(0);
    }

    /** The ids of these events. */
    static List<EventId> ids(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::id).toList();
    }

    /** The ids of these events, apart by shard. */
    static List<List<EventId>> byShard(Stream<EventId> ids) {
        return List.copyOf(ids.collect(Collectors.groupingBy(EventId::shard)).values());
    }
}
