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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A place with event stores that are being tested, and the words the tests are written in. */
public interface UnderContract {

    /** Long enough that nothing of a test becomes idle or due by itself. */
    Duration LONG = Duration.ofMinutes(30);

    /** How long dedup keys are remembered. */
    Duration WINDOW = Duration.ofDays(3);

    /** The store that every test has. */
    EventStore store();

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

    /** Reads until this many events have come, and fails if they do not. */
    default List<StoredEvent> read(String worker, int count) {
        var events = new ArrayList<StoredEvent>();
        while (events.size() < count) {
            var more = call(it -> it.read(worker, 100));
            assertThat(more).as("after %s of %s events", events.size(), count).isNotEmpty();
            events.addAll(more);
        }
        return events;
    }

    /** One read, which may be empty. */
    default List<StoredEvent> readOnce(String worker, int max) {
        return call(it -> it.read(worker, max));
    }

    /** Takes over up to 100 events idle for so long. */
    default List<StoredEvent> reclaim(String worker, Duration idle) {
        return call(it -> it.reclaim(worker, idle, 100));
    }

    /** Claims the keys of these events. */
    default List<Claim> claim(List<StoredEvent> events, Duration window) {
        return call(it -> it.claim(events, window));
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

    /** Drops settled history. */
    default long trim(Duration history) {
        return call(it -> it.trim(history));
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
        return read("w-0", 1).get(0);
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
