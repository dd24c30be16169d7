package io.tidegate.metrics;

import io.tidegate.event.Headers;
import io.tidegate.event.TraceParent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The latest trace that fell into each bucket of one timer. Safe for any thread. */
final class TimerExamples {

    /** Takes no example and has none. */
    static final TimerExamples NONE = new TimerExamples(new long[0], InstantSource.system());

    /** Prometheus keeps one for each scrape, so newer ones than this are looked at for nothing. */
    private static final long LEAST_AGE_MILLIS = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] boundsNanos;
    private final InstantSource clock;
    private final AtomicReferenceArray<@Nullable Example> latest;

    /**
     * What was measured once.
     *
     * @param place where it is in a trace
     * @param seconds what was measured
     * @param epochMillis when
     */
    record Example(TraceParent place, double seconds, long epochMillis) {}

    /** Examples for these buckets and the one above them. */
    TimerExamples(Duration[] buckets, InstantSource clock) {
        this(Arrays.stream(buckets).mapToLong(Duration::toNanos).toArray(), clock);
    }

    private TimerExamples(long[] boundsNanos, InstantSource clock) {
        this.boundsNanos = boundsNanos;
        this.clock = clock;
        latest = new AtomicReferenceArray<>(boundsNanos.length + 1);
    }

    /** An event with these headers took so long; it is an example if its trace is recorded. */
    void offer(long nanos, Headers headers) {
        if (this == NONE || nanos < 0) {
            return;
        }
        int bucket = bucket(nanos);
        long now = clock.millis();
        var last = latest.get(bucket);
        if (last == null || now - last.epochMillis() >= LEAST_AGE_MILLIS) {
            TraceParent.of(headers)
                    .filter(TraceParent::isRecorded)
                    .map(it -> new Example(it, nanos / NANOS_PER_SECOND, now))
                    .ifPresent(it -> latest.set(bucket, it));
        }
    }

    /** The first whose bound is not less, as Prometheus counts them. */
    private int bucket(long nanos) {
        int bucket = 0;
        while (bucket < boundsNanos.length && nanos > boundsNanos[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /**
     * The latest of a bucket; empty if there was none.
     *
     * @param bucket 0 for the lowest; as many as there are bounds for the one above them
     */
    Optional<Example> latest(int bucket) {
        return bucket < latest.length()
                ? Optional.ofNullable(latest.get(bucket))
                : Optional.empty();
    }
}
