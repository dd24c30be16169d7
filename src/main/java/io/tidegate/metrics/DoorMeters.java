package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What is counted of the public port as a whole. The count of {@code tidegate.store.append} is the
 * number of genuine events; its stored ones, and those journaled, = the sum of accepted requests
 * over all sources. The late ones were stored after their request had been answered 503 or its
 * sender was gone.
 */
public final class DoorMeters {

    private final MeterRegistry registry;
    private final Timer stored;
    private final Timer storedLate;
    private final Timer notStored;
    private final Counter riddenThrough;
    private final Counter givenUp;
    private final Counter journaled;
    private final Counter connectionsRefused;

    DoorMeters(MeterRegistry registry) {
        this.registry = registry;
        stored = append(registry, "stored");
        storedLate = append(registry, "late");
        notStored = append(registry, "failed");
        riddenThrough = registry.counter("tidegate.holds", "outcome", "stored");
        journaled = registry.counter("tidegate.journaled");
        givenUp = registry.counter("tidegate.holds", "outcome", "given_up");
        connectionsRefused = registry.counter("tidegate.connections.refused");
    }

    private static Timer append(MeterRegistry registry, String outcome) {
        return Timer.builder("tidegate.store.append")
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofMillis(2_500))
                .register(registry);
    }

    /**
     * Shows the memory that bodies under way take, the number of open connections, and how many
     * requests wait to be verified off the event loops.
     */
    public void watch(
            Supplier<Number> inFlightBytes,
            Supplier<Number> connections,
            Supplier<Number> verifiersQueued) {
        Gauge.builder("tidegate.inflight", inFlightBytes)
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tidegate.connections", connections).strongReference(true).register(registry);
        Gauge.builder("tidegate.verifiers.queued", verifiersQueued)
                .strongReference(true)
                .register(registry);
    }

    /** Shows how many requests are held while the store is away, and what memory they take. */
    public void watchHeld(Supplier<Number> requests, Supplier<Number> bytes) {
        Gauge.builder("tidegate.held", requests).strongReference(true).register(registry);
        Gauge.builder("tidegate.held.bytes", bytes).strongReference(true).register(registry);
    }

    /** Shows how many events the journal holds, and how long it is. */
    public void watchJournal(Supplier<Number> events, Supplier<Number> bytes) {
        Gauge.builder("tidegate.journal.events", events).strongReference(true).register(registry);
        Gauge.builder("tidegate.journal.bytes", bytes).strongReference(true).register(registry);
    }

    /** An event went into the journal, because the store was away. */
    public void journaled() {
        journaled.increment();
    }

    /** An event was stored after its request had been held. */
    public void riddenThrough() {
        riddenThrough.increment();
    }

    /** A request was held in vain, or could not be held while the store was away. */
    public void givenUp() {
        givenUp.increment();
    }

    /** The store confirmed an event after this time, when its request was over already. */
    public void storedLate(long nanos) {
        storedLate.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The store confirmed an event after this time. */
    public void stored(long nanos) {
        stored.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The store gave up on an event after this time. */
    public void notStored(long nanos) {
        notStored.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A connection was closed at once, because too many are open. */
    public void connectionRefused() {
        connectionsRefused.increment();
    }
}
