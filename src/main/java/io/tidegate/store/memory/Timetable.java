package io.tidegate.store.memory;

import io.tidegate.store.Rates;
import io.tidegate.store.Slots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** When the next attempt at each destination may begin. */
final class Timetable {

    private static final double NANOS_PER_SECOND = 1e9;

    private final InstantSource clock;
    private final Map<String, Instant> free = new HashMap<>();

    Timetable(InstantSource clock) {
        this.clock = clock;
    }

    Slots reserve(String destination, double perSecond, int max) {
        Instant now = clock.instant();
        Instant first = free.getOrDefault(destination, now);
        if (first.isBefore(now)) {
            first = now;
        }
        var start = Duration.between(now, first);
        if (start.compareTo(Rates.HORIZON) > 0) {
            return new Slots(0, start);
        }
        free.put(destination, first.plusNanos((long) (max * NANOS_PER_SECOND / perSecond)));
        return new Slots(max, start);
    }
}
