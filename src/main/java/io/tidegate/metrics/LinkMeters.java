package io.tidegate.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The links to Redis. At any time the links of one purpose, over all states, are those that were
 * opened and not closed.
 */
public final class LinkMeters {

    private final MeterRegistry registry;

    LinkMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows how many links of this purpose are in this state. */
    public void links(String purpose, String state, IntSupplier count) {
        Gauge.builder("tidegate.redis.links", count::getAsInt)
                .tag("link", purpose)
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    /** Shows how often links of this purpose have come back. */
    public void reconnects(String purpose, LongSupplier count) {
        FunctionCounter.builder("tidegate.redis.reconnects", count, LongSupplier::getAsLong)
                .tag("link", purpose)
                .register(registry);
    }
}
