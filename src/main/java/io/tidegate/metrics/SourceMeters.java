package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of one source. */
public final class SourceMeters {

    private final Counter duplicates;
    private final Counter unmatched;

    SourceMeters(MeterRegistry registry, String source) {
        duplicates = registry.counter("tidegate.duplicates", "source", source);
        unmatched = registry.counter("tidegate.unmatched", "source", source);
    }

    /** An event turned out to be a duplicate when it was read. */
    public void duplicate() {
        duplicates.increment();
    }

    /** No route wanted an event. */
    public void unmatched() {
        unmatched.increment();
    }
}
