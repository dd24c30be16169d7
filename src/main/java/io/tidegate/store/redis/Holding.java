package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.tidegate.store.Worker;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The leases that one worker has just now, and so the shards that it may read. Owned by one event
 * loop.
 *
 * <p>Whether a lease holds is told by the monotonic clock at the moment of asking, so a process
 * that was stopped for a while, or cut off, knows by itself that its leases are over.
 */
final class Holding {

    private final Worker worker;
    private final LongSupplier nanoTime;
    private final Map<Integer, Lease> leases = new TreeMap<>();

    /** What was in work under leases that are gone, until whoever has it notices. */
    private final Set<EventId> orphans = new HashSet<>();

    private Runnable whenGained = () -> {};
    private Runnable whenIdle = () -> {};
    private volatile int count;

    /** Nothing yet; {@code nanoTime} is the monotonic clock. */
    Holding(Worker worker, LongSupplier nanoTime) {
        this.worker = worker;
        this.nanoTime = nanoTime;
    }

    Worker worker() {
        return worker;
    }

    /** Sets what is called when a shard that others should have has become idle. */
    void whenIdle(Runnable listener) {
        whenIdle = listener;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void add(Lease lease) {
        leases.put(lease.shard(), lease);
        count = leases.size();
    }

    /** Sets what is called when all shards that could be had are there; only the last is kept. */
    void whenGained(Runnable listener) {
        whenGained = listener;
    }

    /** Tells who waits for shards that all that could be had are there. */
    void announce() {
        whenGained.run();
    }

    /** Forgets this very lease. */
    void drop(Lease lease) {
        leases.remove(lease.shard(), lease);
        orphans.addAll(lease.inWork());
        count = leases.size();
    }

    /** All leases in the order of their shards, also those that have ended by now. */
    List<Lease> all() {
        return List.copyOf(leases.values());
    }

    boolean has(int shard) {
        return leases.containsKey(shard);
    }

    /** The leases that hold for this long still. */
    List<Lease> goodFor(long nanos) {
        long now = now();
        return leases.values().stream().filter(lease -> lease.isGoodFor(nanos, now)).toList();
    }

    /** Whether this very lease holds now. */
    boolean isGood(Lease lease) {
        return leases.get(lease.shard()) == lease && lease.isGoodFor(0, now());
    }

    /** Whether the event is in work under a lease that holds. */
    boolean isHeld(EventId id) {
        return of(id).filter(lease -> lease.isInWork(id) && isGood(lease)).isPresent();
    }

    /** Whether the event was handed out under a lease that is gone, and not again since. */
    boolean isOrphan(EventId id) {
        return orphans.contains(id) && !isHeld(id);
    }

    private Optional<Lease> of(EventId id) {
        return Optional.ofNullable(leases.get(id.shard()));
    }

    /** The event is settled or given back. */
    void end(EventId id) {
        orphans.remove(id);
        of(id).ifPresent(
                        lease -> {
                            lease.end(id);
                            idle(lease);
                        });
    }

    /** Tells if the lease can be given back now. */
    void idle(Lease lease) {
        if (lease.isEnding() && lease.isIdle()) {
            whenIdle.run();
        }
    }

    /** How many leases there are. For any thread. */
    int count() {
        return count;
    }
}
