package io.tidegate.dispatch;

import io.tidegate.config.BreakerConfig;

/**
 * Whether a destination is worth an attempt, by how the last ones went. Closed, it stands in
 * nobody's way; open, it lets nothing through; after a while it is half open and lets one attempt
 * through as a probe, then two, and twice as many each time that so many have succeeded.
 *
 * <p>Holds no clock and does no I/O. Not safe for threads: its lane guards it.
 */
final class Breaker {

    private final BreakerConfig config;
    private final int concurrency;
    private State state = State.CLOSED;
    private int failures;
    private int successes;
    private int ramp;
    private long openUntilNanos;

    Breaker(BreakerConfig config, int concurrency) {
        this.config = config;
        this.concurrency = concurrency;
    }

    /** What a breaker can be. */
    enum State {
        /** The destination is well. */
        CLOSED(0),
        /** It is being found out whether the destination is well again. */
        HALF_OPEN(1),
        /** The destination is left alone. */
        OPEN(2);

        private final int level;

        State(int level) {
            this.level = level;
        }

        /** The state as the meter shows it. */
        int level() {
            return level;
        }
    }

    /** How many attempts may be under way now. */
    int limit(long nowNanos) {
        if (state == State.OPEN && nowNanos - openUntilNanos >= 0) {
            state = State.HALF_OPEN;
            ramp = 1;
            successes = 0;
        }
        return switch (state) {
            case CLOSED -> concurrency;
            case HALF_OPEN -> ramp;
            case OPEN -> 0;
        };
    }

    /** An attempt showed that the destination is well. */
    void succeeded() {
        failures = 0;
        if (state == State.HALF_OPEN) {
            climb();
        }
    }

    private void climb() {
        successes++;
        if (successes >= ramp) {
            successes = 0;
            ramp *= 2;
        }
        if (ramp >= concurrency) {
            state = State.CLOSED;
        }
    }

    /**
     * An attempt failed in a way that may pass. Those that began before it was opened say no more.
     */
    void failed(long nowNanos) {
        boolean isTooMany =
                switch (state) {
                    case CLOSED -> ++failures == config.failures();
                    case HALF_OPEN -> true;
                    case OPEN -> false;
                };
        if (isTooMany) {
            failures = 0;
            state = State.OPEN;
            openUntilNanos = nowNanos + config.openFor().toNanos();
        }
    }

    State state() {
        return state;
    }
}
