package io.tidegate.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidegate.event.Headers;
import io.tidegate.event.Refusal;
import io.tidegate.event.Rejection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is counted of one source, or of {@link GatewayMetrics#UNMATCHED} for requests that reach
 * none.
 *
 * <p>Each request whose head could be read, or whose head was refused, is counted under exactly one
 * outcome once it is over: requests = accepted + handshake + rejected + refused + aborted + failed.
 * Further: rejected = the sum of {@code tidegate.rejections}, refused = the sum of {@code
 * tidegate.refusals}, accepted = the count of {@code tidegate.ack}.
 */
public final class SourceMeters {

    private static final Duration[] ACK_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
    };

    private final Counter accepted;
    private final Counter handshakes;
    private final Counter rejected;
    private final Counter refused;
    private final Counter aborted;
    private final Counter failed;
    private final Counter duplicates;
    private final Counter conflicts;
    private final Counter poison;
    private final Counter unmatched;
    private final Map<Rejection, Counter> rejections = new EnumMap<>(Rejection.class);
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Timer ack;
    private final TimerExamples ackExamples;

    SourceMeters(MeterRegistry registry, String source, Examples examples) {
        accepted = requests(registry, source, "accepted");
        handshakes = requests(registry, source, "handshake");
        rejected = requests(registry, source, "rejected");
        refused = requests(registry, source, "refused");
        aborted = requests(registry, source, "aborted");
        failed = requests(registry, source, "failed");
        duplicates = registry.counter("tidegate.duplicates", "source", source);
        conflicts = registry.counter("tidegate.conflicts", "source", source);
        poison = registry.counter("tidegate.poison", "source", source);
        unmatched = registry.counter("tidegate.unmatched", "source", source);
        for (Rejection reason : Rejection.values()) {
            rejections.put(reason, reasons(registry, "tidegate.rejections", source, reason.tag()));
        }
        for (Refusal reason : Refusal.values()) {
            refusals.put(reason, reasons(registry, "tidegate.refusals", source, reason.tag()));
        }
        ack =
                Timer.builder("tidegate.ack")
                        .tag("source", source)
                        .serviceLevelObjectives(ACK_BUCKETS)
                        .register(registry);
        ackExamples = examples.of(ack, ACK_BUCKETS);
    }

    private static Counter requests(MeterRegistry registry, String source, String outcome) {
        return registry.counter("tidegate.requests", "source", source, "outcome", outcome);
    }

    private static Counter reasons(
            MeterRegistry registry, String name, String source, String reason) {
        return registry.counter(name, "source", source, "reason", reason);
    }

    /** An event was stored and acknowledged, this long after the head of its request was read. */
    public void accepted(long ackNanos) {
        accepted.increment();
        ack.record(ackNanos, TimeUnit.NANOSECONDS);
    }

    /** The same of an event with these headers, whose trace may be named as an example. */
    public void accepted(long ackNanos, Headers headers) {
        accepted(ackNanos);
        ackExamples.offer(ackNanos, headers);
    }

    /** A provider's question about the address was answered. */
    public void handshake() {
        handshakes.increment();
    }

    /** A request was not believed. */
    public void rejected(Rejection reason) {
        rejected.increment();
        requireNonNull(rejections.get(reason)).increment();
    }

    /** A request was turned away. */
    public void refused(Refusal reason) {
        refused.increment();
        requireNonNull(refusals.get(reason)).increment();
    }

    /** The connection was lost before the body was complete. */
    public void aborted() {
        aborted.increment();
    }

    /** A defect of the gateway kept a request from being answered properly. */
    public void failed() {
        failed.increment();
    }

    /** An event turned out to be a duplicate when it was read. */
    public void duplicate() {
        duplicates.increment();
    }

    /** An event had the dedup key of another and a body of its own, whether it was kept or not. */
    public void conflict() {
        conflicts.increment();
    }

    /** An event became dead letters because workers ended while they had it. */
    public void poison() {
        poison.increment();
    }

    /** No route wanted an event. */
    public void unmatched() {
        unmatched.increment();
    }
}
