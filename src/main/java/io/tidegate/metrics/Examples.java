package io.tidegate.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Traces that timers name as examples of what they measured: the latest of each bucket. Safe for
 * any thread.
 */
public final class Examples {

    private final boolean isOn;
    private final InstantSource clock;
    private final Map<Meter.Id, TimerExamples> byTimer = new ConcurrentHashMap<>();

    private Examples(boolean isOn, InstantSource clock) {
        this.isOn = isOn;
        this.clock = clock;
    }

    /**
     * Examples where events are traced; elsewhere none.
     *
     * @param isOn whether the place in a trace that events carry is one of ours
     * @param clock tells when an example was seen
     */
    public static Examples of(boolean isOn, InstantSource clock) {
        return new Examples(isOn, clock);
    }

    /** None. */
    public static Examples none() {
        return of(false, InstantSource.system());
    }

    /** Those of a timer with these buckets; to be asked for once, when the timer is made. */
    TimerExamples of(Timer timer, Duration[] buckets) {
        return isOn
                ? byTimer.computeIfAbsent(timer.getId(), id -> new TimerExamples(buckets, clock))
                : TimerExamples.NONE;
    }

    /** Those of a timer, if it has any. */
    TimerExamples find(Meter.Id timer) {
        return byTimer.getOrDefault(timer, TimerExamples.NONE);
    }

    /** Lets go of those of a timer that there is no more. */
    void forget(Meter.Id timer) {
        byTimer.remove(timer);
    }
}
