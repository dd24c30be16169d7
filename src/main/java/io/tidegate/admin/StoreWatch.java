package io.tidegate.admin;

import io.tidegate.metrics.StoreMeters;
import io.tidegate.store.EventStore;
import io.tidegate.store.Pause;
import io.tidegate.store.StoreStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for its sizes now and then and keeps the last answer for the meters and the API,
 * however often those are read. Owned by the admin event loop.
 */
final class StoreWatch {

    /** How often to ask. */
    static final long PERIOD_MILLIS = 8_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreWatch.class);

    private static final StoreStatus.Room NO_ROOM_KNOWN = new StoreStatus.Room(0, 0);

    private final EventStore store;
    private final StoreMeters meters;
    private final Map<String, StoreMeters.Backlog> backlogs = new TreeMap<>();
    private StoreStatus last =
            new StoreStatus(
                    0,
                    0,
                    0,
                    Duration.ZERO,
                    0,
                    0,
                    NO_ROOM_KNOWN,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of());
    private boolean asking;

    StoreWatch(EventStore store, StoreMeters meters, Collection<String> destinations) {
        this.store = store;
        this.meters = meters;
        serve(destinations);
    }

    /** Goes over to other destinations; what it knows of the others it keeps. */
    void serve(Collection<String> destinations) {
        backlogs.keySet().retainAll(destinations);
        destinations.forEach(name -> backlogs.computeIfAbsent(name, meters::backlog));
    }

    /** Asks, unless an answer is still awaited. */
    void refresh() {
        meters.usable(store.isUsable());
        meters.full(store.isFull());
        if (!asking) {
            asking = true;
            store.status(List.copyOf(backlogs.keySet())).onComplete(this::note, this::keep);
        }
    }

    private void note(StoreStatus status) {
        asking = false;
        last = status;
        meters.holds(status.events(), status.pending(), status.unread(), status.oldestUnsettled());
        meters.incidents(status.vanished(), status.remade());
        meters.memory(status.room().used(), status.room().limit());
        backlogs.forEach(
                (name, backlog) ->
                        backlog.holds(
                                parked(name),
                                dead(name),
                                status.oldestParked().getOrDefault(name, 0L),
                                pause(name).isPresent()));
        meters.holdsForRemoved(sum(status.parked()), sum(status.dead()));
    }

    private long sum(Map<String, Long> sizes) {
        return sizes.entrySet().stream()
                .filter(it -> !backlogs.containsKey(it.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void keep(Throwable failure) {
        asking = false;
        meters.usable(store.isUsable());
        LOGGER.atDebug().addKeyValue("error", failure.toString()).log("store status unknown");
    }

    /**
     * The destinations that are not configured, and of which the store held something when it last
     * answered.
     */
    Set<String> removed() {
        return Stream.of(last.parked(), last.dead())
                .flatMap(sizes -> sizes.entrySet().stream())
                .filter(it -> it.getValue() > 0)
                .map(Map.Entry::getKey)
                .filter(name -> !backlogs.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether there is a destination of this name, or was one that left something. */
    boolean isKnown(String destination) {
        return backlogs.containsKey(destination) || removed().contains(destination);
    }

    /** Why and since when a destination gets nothing; empty if it is not paused. */
    Optional<Pause> pause(String destination) {
        return Optional.ofNullable(last.pauses().get(destination));
    }

    /** The parked deliveries of a destination when the store last answered. */
    long parked(String destination) {
        return last.parked().getOrDefault(destination, 0L);
    }

    /** The dead letters of a destination when the store last answered. */
    long dead(String destination) {
        return last.dead().getOrDefault(destination, 0L);
    }
}
