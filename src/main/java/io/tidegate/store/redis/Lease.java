package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import java.util.HashSet;
import java.util.Set;

/**
 * The right to read one shard, from when it was taken to when it is lost or given back, and what is
 * done under it. Owned by one event loop.
 */
final class Lease {

    /** Before the first entry of a stream. */
    static final String START = "0-0";

    private final int shard;
    private final long fence;
    private final Set<EventId> inWork = new HashSet<>();
    private long endNanos;
    private boolean isDrained;
    private boolean isAfterFailure;
    private String drainedTo = START;
    private boolean isBeingRead;
    private boolean isEnding;
    private long endingSinceNanos;

    /**
     * A lease that was just taken.
     *
     * @param fence its number: higher than that of any lease of this shard before
     * @param endNanos when it ends unless it is prolonged, by the monotonic clock
     * @param isAfterFailure whether the worker before may have failed with what is pending
     */
    Lease(int shard, long fence, long endNanos, boolean isAfterFailure) {
        this.shard = shard;
        this.fence = fence;
        this.endNanos = endNanos;
        this.isAfterFailure = isAfterFailure;
    }

    int shard() {
        return shard;
    }

    long fence() {
        return fence;
    }

    /** Whether the lease holds for this long still, as far as anybody can know. */
    boolean isGoodFor(long nanos, long nowNanos) {
        return endNanos - nowNanos > nanos;
    }

    void prolong(long newEndNanos) {
        endNanos = newEndNanos;
    }

    /** Whether everything that was pending when the lease began has been handed out. */
    boolean isDrained() {
        return isDrained;
    }

    String drainedTo() {
        return drainedTo;
    }

    /** Whether what is handed out now failed a worker that had it before. */
    boolean isAfterFailure() {
        return isAfterFailure;
    }

    /** Pending entries up to this one are handed out; none is named if there are no more. */
    void drained(String lastEntry) {
        isDrained = lastEntry.isEmpty();
        drainedTo = isDrained ? START : lastEntry;
        isAfterFailure &= !isDrained;
    }

    /** A read may have got entries whose names never arrived: they are pending, and come first. */
    void drainAgain() {
        isDrained = false;
        drainedTo = START;
    }

    /** Notes an event as in work; false if it is already. */
    boolean begin(EventId id) {
        return inWork.add(id);
    }

    /** The events that are in work under it. */
    Set<EventId> inWork() {
        return Set.copyOf(inWork);
    }

    boolean isInWork(EventId id) {
        return inWork.contains(id);
    }

    void end(EventId id) {
        inWork.remove(id);
    }

    void reading(boolean isNow) {
        isBeingRead = isNow;
    }

    boolean isBeingRead() {
        return isBeingRead;
    }

    /** Whether nothing of the shard is in work or on its way. */
    boolean isIdle() {
        return inWork.isEmpty() && !isBeingRead;
    }

    /** Whether the shard is to be given to another worker as soon as it is idle. */
    boolean isEnding() {
        return isEnding;
    }

    void endWhenIdle(long nowNanos) {
        if (!isEnding) {
            isEnding = true;
            endingSinceNanos = nowNanos;
        }
    }

    void stay() {
        isEnding = false;
    }

    /** Whether others have waited for this shard for that long. */
    boolean isOverdue(long patienceNanos, long nowNanos) {
        return isEnding && nowNanos - endingSinceNanos > patienceNanos;
    }
}
