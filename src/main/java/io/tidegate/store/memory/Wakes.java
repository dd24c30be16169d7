package io.tidegate.store.memory;

import io.tidegate.store.Wake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When to look at which destination. */
final class Wakes {

    private final InstantSource clock;
    private final Map<String, Long> times = new HashMap<>();

    Wakes(InstantSource clock) {
        this.clock = clock;
    }

    void register(Collection<String> destinations) {
        destinations.forEach(name -> times.putIfAbsent(name, after(Wake.AGAIN)));
    }

    /** Has the destination looked at after this time, unless that is to be done earlier anyway. */
    void remind(String destination, Duration in) {
        times.merge(destination, after(in), Math::min);
    }

    private long after(Duration time) {
        return clock.millis() + time.toMillis();
    }

    Wake wake(Set<String> except, int max) {
        var waiting = waiting(except);
        var told = waiting.subList(0, Math.min(max, waiting.size()));
        told.forEach(name -> times.put(name, after(Wake.AGAIN)));
        return new Wake(told, told.size() < waiting.size() ? Duration.ZERO : next());
    }

    private List<String> waiting(Set<String> except) {
        return times.entrySet().stream()
                .filter(it -> it.getValue() <= clock.millis() && !except.contains(it.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Duration next() {
        return times.values().stream()
                .filter(it -> it > clock.millis())
                .map(it -> Duration.ofMillis(it - clock.millis()))
                .min(Comparator.naturalOrder())
                .orElse(Wake.AGAIN);
    }
}
