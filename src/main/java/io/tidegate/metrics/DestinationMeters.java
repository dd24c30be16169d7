package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidegate.event.Headers;
import java.time.Duration;

/**
 * What is counted of one destination. After quiesce: delivered + dead = deliveries owed; attempts =
 * delivered + failed.
 */
public final class DestinationMeters {

    /** From "at once" over the first retries to "it was down". */
    private static final Duration[] LATENCY_BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
    };

    private final Counter delivered;
    private final Counter failed;
    private final Counter dead;
    private final Counter parked;
    private final Counter heldBack;
    private final Counter keyless;
    private final Timer latency;
    private final TimerExamples latencyExamples;

    DestinationMeters(MeterRegistry registry, String destination, Examples examples) {
        delivered = attempts(registry, destination, "delivered");
        failed = attempts(registry, destination, "failed");
        dead = registry.counter("tidegate.deliveries.dead", "destination", destination);
        parked = registry.counter("tidegate.deliveries.parked", "destination", destination);
        heldBack = registry.counter("tidegate.retries.held.back", "destination", destination);
        keyless = registry.counter("tidegate.deliveries.keyless", "destination", destination);
        latency =
                Timer.builder("tidegate.delivery.latency")
                        .tag("destination", destination)
                        .serviceLevelObjectives(LATENCY_BUCKETS)
                        .register(registry);
        latencyExamples = examples.of(latency, LATENCY_BUCKETS);
    }

    private static Counter attempts(MeterRegistry registry, String destination, String outcome) {
        return registry.counter(
                "tidegate.delivery.attempts", "destination", destination, "outcome", outcome);
    }

    /**
     * An attempt succeeded, this long after the event with these headers was received; its trace
     * may be named as an example.
     */
    public void delivered(Duration sinceReceived, Headers headers) {
        delivered.increment();
        latency.record(sinceReceived);
        latencyExamples.offer(sinceReceived.toNanos(), headers);
    }

    /** A client acknowledged what it had fetched. */
    public void acknowledged() {
        delivered.increment();
    }

    /** An attempt failed. */
    public void failed() {
        failed.increment();
    }

    /** A delivery was put aside, after a failure or because the destination was busy. */
    public void parked() {
        parked.increment();
    }

    /** A retry that was due was put off, because there were too many. */
    public void heldBack() {
        heldBack.increment();
    }

    /** A delivery that has to keep an order has no key. */
    public void keyless() {
        keyless.increment();
    }

    /** A delivery gave up. */
    public void dead() {
        dead.increment();
    }
}
