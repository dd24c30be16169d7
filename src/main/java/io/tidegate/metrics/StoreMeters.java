package io.tidegate.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the store held when it was last asked. Safe for any thread; the gauges ask nobody, so
 * that a scrape costs the store nothing.
 */
public final class StoreMeters {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final MeterRegistry registry;
    private final AtomicLong events;
    private final AtomicLong pending;
    private final AtomicLong unread;
    private final AtomicLong vanished;
    private final AtomicLong remade;
    private final AtomicLong used;
    private final AtomicLong limit;
    private final AtomicLong full;
    private final AtomicLong usable;
    private final AtomicLong removedParked;
    private final AtomicLong removedDead;
    private final AtomicLong oldestMillis = new AtomicLong();

    StoreMeters(MeterRegistry registry) {
        this.registry = registry;
        events = gauge("tidegate.store.events");
        pending = gauge("tidegate.store.pending");
        unread = gauge("tidegate.store.unread");
        vanished = gauge("tidegate.store.vanished");
        remade = gauge("tidegate.store.remade");
        used = gauge("tidegate.store.memory.used");
        limit = gauge("tidegate.store.memory.limit");
        full = gauge("tidegate.store.full");
        usable = gauge("tidegate.store.usable");
        removedParked = gauge("tidegate.removed.parked");
        removedDead = gauge("tidegate.removed.dead");
        Gauge.builder("tidegate.store.oldest.unsettled", this::oldestSeconds)
                .baseUnit("seconds")
                .register(registry);
    }

    private AtomicLong gauge(String name, String... tags) {
        var value = new AtomicLong();
        Gauge.builder(name, value::get).tags(tags).strongReference(true).register(registry);
        return value;
    }

    private double oldestSeconds() {
        return oldestMillis.get() / MILLIS_PER_SECOND;
    }

    /** Shows what a 2xx promises; to be called once. */
    public void durability(String level) {
        gauge("tidegate.store.durability", "level", level).set(1);
    }

    /** Whether the store could be written to when it was last looked at. */
    public void usable(boolean isUsable) {
        usable.set(isUsable ? 1 : 0);
    }

    /** The sizes that the store reported; they stay as they are while it is away. */
    public void holds(long storedEvents, long pendingEvents, long unreadEvents, Duration oldest) {
        events.set(storedEvents);
        pending.set(pendingEvents);
        unread.set(unreadEvents);
        oldestMillis.set(oldest.toMillis());
    }

    /** What others have done to the store: events gone, and groups that had to be made anew. */
    public void incidents(long vanishedEvents, long remadeGroups) {
        vanished.set(vanishedEvents);
        remade.set(remadeGroups);
    }

    /** Whether events were refused for lack of room when the store was last looked at. */
    public void full(boolean isFull) {
        full.set(isFull ? 1 : 0);
    }

    /** The memory of the store in bytes; the limit is 0 if there is none. */
    public void memory(long usedBytes, long limitBytes) {
        used.set(usedBytes);
        limit.set(limitBytes);
    }

    /** What there is for destinations that are not configured any more, all of them together. */
    public void holdsForRemoved(long parkedDeliveries, long deadLetters) {
        removedParked.set(parkedDeliveries);
        removedDead.set(deadLetters);
    }

    /** The gauges of what one destination has not got; to be made once for each. */
    public Backlog backlog(String destination) {
        var oldest = new AtomicLong();
        Gauge.builder("tidegate.parked.oldest", () -> oldest.get() / MILLIS_PER_SECOND)
                .tags("destination", destination)
                .baseUnit("seconds")
                .register(registry);
        return new Backlog(
                gauge("tidegate.parked", "destination", destination),
                gauge("tidegate.dead", "destination", destination),
                oldest,
                gauge("tidegate.destination.paused", "destination", destination));
    }

    /** What one destination has not got, as the store last reported it. */
    public static final class Backlog {

        private final AtomicLong parked;
        private final AtomicLong dead;
        private final AtomicLong oldestMillis;
        private final AtomicLong paused;

        private Backlog(
                AtomicLong parked, AtomicLong dead, AtomicLong oldestMillis, AtomicLong paused) {
            this.parked = parked;
            this.dead = dead;
            this.oldestMillis = oldestMillis;
            this.paused = paused;
        }

        /**
         * The deliveries that wait for their next attempt, those that gave up, how long ago the
         * oldest event came that waits, and whether nothing is attempted for now.
         */
        public void holds(
                long parkedDeliveries, long deadLetters, long oldestAgeMillis, boolean isPaused) {
            parked.set(parkedDeliveries);
            dead.set(deadLetters);
            oldestMillis.set(oldestAgeMillis);
            paused.set(isPaused ? 1 : 0);
        }
    }
}
