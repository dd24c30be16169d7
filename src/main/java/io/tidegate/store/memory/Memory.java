package io.tidegate.store.memory;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.Due;
import io.tidegate.store.Pause;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Wake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all stores of one {@link MemoryEventStores} share. Every method holds the one lock. */
final class Memory {

    static final Comparator<EventId> BY_AGE =
            Comparator.comparingLong(EventId::millis).thenComparingLong(EventId::sequence);

    private final InstantSource clock;
    private final List<Shard> shards;
    private final Map<List<String>, EventId> seen;
    private final Map<String, Lot> lots = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Wakes wakes;

    /**
     * {@code dedupCapacity} is how many dedup keys are remembered; beyond, the oldest is forgotten.
     */
    Memory(int shards, long dedupCapacity, InstantSource clock) {
        this.clock = clock;
        this.seen = new LastSeen(dedupCapacity);
        this.wakes = new Wakes(clock);
        this.shards = IntStream.range(0, shards).mapToObj(Shard::new).toList();
    }

    /** A map of bounded size. */
    private static final class LastSeen extends LinkedHashMap<List<String>, EventId> {

        private static final long serialVersionUID = 1L;

        private final long capacity;

        LastSeen(long capacity) {
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, EventId> eldest) {
            return size() > capacity;
        }
    }

    synchronized EventId append(Event event) {
        int shard = Math.floorMod(Objects.hash(event.source(), event.dedupKey()), shards.size());
        return shards.get(shard).append(event, clock.millis());
    }

    synchronized List<StoredEvent> read(String worker, int max) {
        var events = new ArrayList<StoredEvent>();
        for (Shard shard : shards) {
            events.addAll(shard.read(worker, max - events.size(), clock.millis()));
        }
        return events;
    }

    /** Events pending under the worker's name that are not among {@code known}. */
    synchronized List<StoredEvent> pendingOf(String worker, Set<EventId> known, int max) {
        return shards.stream()
                .flatMap(shard -> shard.pendingOf(worker))
                .filter(event -> !known.contains(event.id()))
                .limit(max)
                .toList();
    }

    synchronized List<StoredEvent> reclaim(String worker, Duration idle, int max) {
        long latest = clock.millis() - idle.toMillis();
        var events = new ArrayList<StoredEvent>();
        for (Shard shard : shards) {
            events.addAll(shard.reclaim(worker, latest, max - events.size(), clock.millis()));
        }
        return events;
    }

    synchronized List<Claim> claim(List<StoredEvent> events, Duration window) {
        return events.stream().map(event -> claim(event, window)).toList();
    }

    private Claim claim(StoredEvent stored, Duration window) {
        var key = List.of(stored.event().source(), stored.event().dedupKey(), window.toString());
        EventId first = seen.get(key);
        if (first != null && first.equals(stored.id())) {
            return Claim.AGAIN;
        }
        if (first != null && Math.abs(first.millis() - stored.id().millis()) <= window.toMillis()) {
            return Claim.DUPLICATE;
        }
        seen.put(key, stored.id());
        return Claim.FIRST;
    }

    synchronized void settle(List<EventId> ids) {
        ids.forEach(id -> shard(id).ifPresent(shard -> shard.settle(id)));
    }

    synchronized List<StoredEvent> list(int max) {
        return shards.stream()
                .flatMap(Shard::events)
                .sorted(Comparator.comparing(StoredEvent::id, BY_AGE).reversed())
                .limit(max)
                .toList();
    }

    synchronized Optional<StoredEvent> find(EventId id) {
        return shard(id).flatMap(shard -> shard.find(id));
    }

    private Optional<Shard> shard(EventId id) {
        return id.shard() < shards.size() ? Optional.of(shards.get(id.shard())) : Optional.empty();
    }

    synchronized long trim(Duration history) {
        long horizon = clock.millis() - history.toMillis();
        return shards.stream().mapToLong(shard -> shard.trim(horizon)).sum();
    }

    /** Runs {@code task} on what the destination is owed. */
    synchronized <T> T atLot(String destination, Function<Lot, T> task) {
        return task.apply(lot(destination));
    }

    /** Runs {@code task} on what the destination is owed. */
    synchronized void doAtLot(String destination, Consumer<Lot> task) {
        task.accept(lot(destination));
    }

    private Lot lot(String destination) {
        return lots.computeIfAbsent(destination, name -> new Lot(clock));
    }

    synchronized void park(Delivery delivery, Duration delay, Setback setback) {
        lot(delivery.destination()).park(delivery, delay, setback);
        wakes.remind(delivery.destination(), delay);
    }

    synchronized Due claimDue(String destination, int max, Duration lease) {
        Due due = lot(destination).claimDue(max, lease);
        wakes.remind(destination, due.next());
        return due;
    }

    synchronized int replay(String destination, Map<EventId, Duration> delays) {
        delays.values().forEach(delay -> wakes.remind(destination, delay));
        return lot(destination).replay(delays);
    }

    synchronized Wake wake(Set<String> except, int max) {
        var leftOut = new HashSet<>(except);
        leftOut.addAll(pauses.keySet());
        Wake wake = wakes.wake(leftOut, max);
        return new Wake(wake.destinations(), wake.next(), pauses.keySet());
    }

    synchronized void pause(String destination, String reason) {
        pauses.putIfAbsent(destination, new Pause(reason, clock.instant()));
    }

    synchronized boolean resume(String destination) {
        wakes.remind(destination, Duration.ZERO);
        return pauses.remove(destination) != null;
    }

    synchronized void putOff(String destination, EventId id, Duration delay) {
        if (lot(destination).putOff(id, delay)) {
            wakes.remind(destination, delay);
        }
    }

    /** Runs {@code task} on when to look at which destination. */
    synchronized void doAtWakes(Consumer<Wakes> task) {
        task.accept(wakes);
    }

    synchronized StoreStatus status(List<String> destinations) {
        var oldest = shards.stream().flatMap(s -> s.oldestUnsettled().stream()).min(Long::compare);
        return new StoreStatus(
                shards.stream().mapToLong(Shard::size).sum(),
                shards.stream().mapToLong(Shard::pendingCount).sum(),
                oldest.map(millis -> Duration.ofMillis(clock.millis() - millis))
                        .orElse(Duration.ZERO),
                0,
                count(destinations, Lot::parkedCount),
                count(destinations, Lot::deadCount),
                pauses);
    }

    private Map<String, Long> count(List<String> destinations, ToLongFunction<Lot> size) {
        return Stream.concat(destinations.stream(), lots.keySet().stream())
                .distinct()
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name ->
                                        Optional.ofNullable(lots.get(name))
                                                .map(size::applyAsLong)
                                                .orElse(0L)));
    }
}
