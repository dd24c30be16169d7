package io.tidegate.ingress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The limits that all event loops of the public port share: the memory of the bodies under way and
 * the number of connections; and whether it is about to close. Safe for any thread.
 */
final class Admission {

    private final long maxBytes;
    private final int maxConnections;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean draining;

    Admission(long maxBytes, int maxConnections) {
        this.maxBytes = maxBytes;
        this.maxConnections = maxConnections;
    }

    /** Takes memory out of the budget; false, and nothing taken, if there is not enough left. */
    boolean reserve(long wanted) {
        if (bytes.addAndGet(wanted) <= maxBytes) {
            return true;
        }
        bytes.addAndGet(-wanted);
        return false;
    }

    /** Gives memory back. */
    void release(long reserved) {
        bytes.addAndGet(-reserved);
    }

    /** The memory that is taken just now. */
    long inFlightBytes() {
        return bytes.get();
    }

    /** Counts a connection in; false, and not counted, if too many are open. */
    boolean enter() {
        if (connections.incrementAndGet() <= maxConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    /** Counts a connection out. */
    void leave() {
        connections.decrementAndGet();
    }

    /** The number of open connections. */
    int connections() {
        return connections.get();
    }

    /** From now on every answer asks the sender to connect anew, and so to another gateway. */
    void drain() {
        draining = true;
    }

    /** Whether the port is about to close. */
    boolean isDraining() {
        return draining;
    }
}
