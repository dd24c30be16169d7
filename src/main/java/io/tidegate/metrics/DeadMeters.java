package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people did with the dead letters of configured destinations. */
public final class DeadMeters {

    private final Map<String, Counter> replayed = new HashMap<>();
    private final Map<String, Counter> discarded = new HashMap<>();

    DeadMeters(MeterRegistry registry, Collection<String> destinations) {
        for (String name : destinations) {
            replayed.put(name, counter(registry, "tidegate.dead.replayed", name));
            discarded.put(name, counter(registry, "tidegate.dead.discarded", name));
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String destination) {
        return registry.counter(name, "destination", destination);
    }

    /** So many dead letters are parked again; not counted for a destination that was removed. */
    public void replayed(String destination, int count) {
        Optional.ofNullable(replayed.get(destination)).ifPresent(it -> it.increment(count));
    }

    /** So many dead letters were thrown away; not counted for a destination that was removed. */
    public void discarded(String destination, int count) {
        Optional.ofNullable(discarded.get(destination)).ifPresent(it -> it.increment(count));
    }
}
