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
        /** The master, which another one replaces; ends when that one is named. */
        MASTER,
        /** All replicas, at a level that asks for one. */
        REPLICAS,
        /** A destination. */
        SINK,
        /** Somebody's clock. */
        CLOCK
    }

    /** Whether events may not be stored while it lasts. */
    boolean isOfStore() {
        return kind == Kind.REDIS || kind == Kind.MASTER || kind == Kind.REPLICAS;
    }

    /** Whether any part of this time lies in the fault. */
    boolean touches(long start, long end) {
        return start <= to && end >= from;
    }

    /** Whether a request was sent and answered while it lasted. */
    boolean contains(Send send) {
        return send.at() >= from && send.answeredAt() <= to;
    }
}
