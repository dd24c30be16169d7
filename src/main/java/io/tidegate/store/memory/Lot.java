package io.tidegate.store.memory;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.Due;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one destination is owed and does not get at present, and what it will not get. */
final class Lot {

    private static final Duration NOTHING_PARKED = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<EventId, Parked> parked = new LinkedHashMap<>();
    private final Map<EventId, DeadLetter> dead = new LinkedHashMap<>();

    Lot(InstantSource clock) {
        this.clock = clock;
    }

    /** A delivery, when it is due, and how often it was leased since it was parked. */
    private record Parked(Delivery delivery, long dueMillis, int leases) {

        Parked leased(long untilMillis) {
            return new Parked(delivery, untilMillis, leases + 1);
        }
    }

    void park(Delivery delivery, Duration delay) {
        Parked present = parked.get(delivery.id());
        if (present == null || present.delivery().attempt() <= delivery.attempt()) {
            long due = clock.millis() + delay.toMillis();
            parked.put(delivery.id(), new Parked(delivery, due, 0));
        }
    }

    Due claimDue(int max, Duration lease) {
        long now = clock.millis();
        var due =
                parked.values().stream()
                        .filter(it -> it.dueMillis() <= now)
                        .sorted(Comparator.comparingLong(Parked::dueMillis))
                        .limit(max)
                        .toList();
        due.forEach(it -> parked.put(it.delivery().id(), it.leased(now + lease.toMillis())));
        return new Due(
                due.stream().map(it -> new Due.Leased(it.delivery(), it.leases())).toList(),
                next(now));
    }

    private Duration next(long now) {
        return parked.values().stream()
                .map(it -> Duration.ofMillis(Math.max(0, it.dueMillis() - now)))
                .min(Duration::compareTo)
                .orElse(NOTHING_PARKED);
    }

    void unpark(EventId id) {
        parked.remove(id);
    }

    void bury(Delivery delivery, String reason) {
        parked.remove(delivery.id());
        dead.putIfAbsent(delivery.id(), new DeadLetter(delivery, reason, clock.instant()));
    }

    List<DeadLetter> deadLetters(int max) {
        return dead.values().stream().limit(max).toList();
    }

    long parkedCount() {
        return parked.size();
    }

    long deadCount() {
        return dead.size();
    }
}
