package io.tidegate.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How late event loops do what is due. An idle loop is late by less than a millisecond; one that is
 * blocked or overloaded makes every request on it wait as long. Safe for any thread.
 */
public final class LoopMeters {

    private final Timer lag;

    LoopMeters(MeterRegistry registry) {
        lag =
                Timer.builder("tidegate.loop.lag")
                        .serviceLevelObjectives(
                                Duration.ofMillis(10),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1))
                        .register(registry);
    }

    /** A loop did something this long after it was due; less than nothing counts as nothing. */
    public void late(long nanos) {
        lag.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
}
