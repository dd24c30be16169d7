package io.tidegate.store.memory;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRules;
import io.tidegate.store.Due;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.Pause;
import io.tidegate.store.Slots;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Wake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
    private final Set<String> inOrder;
    private final Rota rota;
    private final Seen seen;
    private final Map<String, Lot> lots = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Timetable timetable;
    private final Wakes wakes;

    /** Nothing yet; beyond the capacity of dedup keys the oldest are forgotten. */
    Memory(StoreConfig config, Set<String> inOrder, InstantSource clock) {
        this.clock = clock;
        this.inOrder = Set.copyOf(inOrder);
        this.timetable = new Timetable(clock);
        this.wakes = new Wakes(clock);
        this.seen = new Seen(config.dedupCapacity());
        this.shards = IntStream.range(0, config.shards()).mapToObj(Shard::new).toList();
        this.rota = new Rota(config.shards(), config.lease(), clock);
    }

    synchronized EventId append(Event event) {
        String spread = inOrder.contains(event.source()) ? "" : event.dedupKey();
        int shard = Math.floorMod(Objects.hash(event.source(), spread), shards.size());
        return shards.get(shard).append(event, clock.millis());
    }

    /** Runs {@code task} on who may read what, at the store's time. */
    synchronized <T> T atRota(Function<Rota, T> task) {
        return task.apply(rota);
    }

    /** Runs {@code task} on a shard, at the store's time. */
    synchronized <T> T atShard(int number, BiFunction<Shard, Long, T> task) {
        return task.apply(shards.get(number), clock.millis());
    }

    synchronized List<Claim> claim(List<StoredEvent> events, DedupRules rules) {
        return events.stream().map(it -> seen.claim(it, rules.of(it.event().source()))).toList();
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

    synchronized long trim(Duration age, long bytes) {
        long horizon = clock.millis() - age.toMillis();
        long share = bytes / shards.size();
        return shards.stream().mapToLong(shard -> shard.trim(horizon, share)).sum();
    }

    /** Runs {@code task} on what the destination is owed. */
    synchronized <T> T atLot(String destination, Function<Lot, T> task) {
        return task.apply(lot(destination));
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

    synchronized Due pull(String destination, int max, Duration visibility, String token) {
        Due due = lot(destination).pull(max, visibility, token);
        wakes.remind(destination, due.next());
        return due;
    }

    synchronized void lineUp(String destination, List<Entrant> entrants) {
        lot(destination).lineUp(entrants);
        wakes.remind(destination, Duration.ZERO);
    }

    synchronized void parkAgain(Delivery delivery, Duration delay, Setback setback) {
        lot(delivery.destination()).parkAgain(delivery, delay, setback);
        wakes.remind(delivery.destination(), delay);
    }

    synchronized Optional<Due.Leased> advance(String destination, EventId id, Duration lease) {
        var next = lot(destination).advance(id, lease);
        wakes.remind(destination, next.isPresent() ? lease : Duration.ZERO);
        return next;
    }

    synchronized void unpark(String destination, EventId id) {
        remindIf(lot(destination).unpark(id), destination);
    }

    synchronized void bury(Delivery delivery, Setback setback) {
        remindIf(lot(delivery.destination()).bury(delivery, setback), delivery.destination());
    }

    private void remindIf(boolean isFollowed, String destination) {
        if (isFollowed) {
            wakes.remind(destination, Duration.ZERO);
        }
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

    synchronized Slots reserve(String destination, double perSecond, int max) {
        return timetable.reserve(destination, perSecond, max);
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
                shards.stream().mapToLong(Shard::unreadCount).sum(),
                oldest.map(millis -> Duration.ofMillis(clock.millis() - millis))
                        .orElse(Duration.ZERO),
                0,
                0,
                new StoreStatus.Room(0, 0),
                count(destinations, Lot::parkedCount),
                count(destinations, Lot::deadCount),
                count(destinations, Lot::oldestMillis),
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
