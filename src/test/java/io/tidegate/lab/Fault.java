package io.tidegate.lab;

/**
 * A fault that was made.
 *
 * @param kind what was done
 * @param from when it began, in nanoseconds of this machine's monotonic clock
 * @param to when it ended
 */
record Fault(Kind kind, long from, long to) {

    /** What a fault is done to. */
    enum Kind {
        /** A gateway is ended or held. */
        GATEWAY,
        /** Redis, or the way to it. */
        REDIS,
        /** A destination. */
        SINK,
        /** Somebody's clock. */
        CLOCK
    }

    /** Whether any part of this time lies in the fault. */
    boolean touches(long start, long end) {
        return start <= to && end >= from;
    }
}
