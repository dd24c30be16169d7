package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** What became of changes of the configuration while running. Safe for any thread. */
public final class ReloadMeters {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter applied;
    private final Counter refused;
    private final AtomicLong lastMillis = new AtomicLong();
    private final AtomicLong current = new AtomicLong(1);

    ReloadMeters(MeterRegistry registry) {
        applied = registry.counter("tidegate.config.reload.attempts", "outcome", "applied");
        refused = registry.counter("tidegate.config.reload.attempts", "outcome", "refused");
        Gauge.builder(
                        "tidegate.config.reload.success.timestamp",
                        () -> lastMillis.get() / MILLIS_PER_SECOND)
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tidegate.config.reload.current", current::get)
                .strongReference(true)
                .register(registry);
    }

    /** The gateway runs by the configuration that it found on disk at its start. */
    public void started(Instant at) {
        lastMillis.set(at.toEpochMilli());
    }

    /** A change was taken over. */
    public void applied(Instant at) {
        applied.increment();
        lastMillis.set(at.toEpochMilli());
    }

    /** A change was kept out. */
    public void refused() {
        refused.increment();
    }

    /** Whether what runs is what is on disk. */
    public void current(boolean isCurrent) {
        current.set(isCurrent ? 1 : 0);
    }
}
