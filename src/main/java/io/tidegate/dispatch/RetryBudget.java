package io.tidegate.dispatch;

/**
 * How many retries one destination may get: a share of its first attempts, and a few in any case. A
 * retry that succeeds is given back, so that the budget slows a storm down and no recovery. Safe
 * for any thread.
 */
final class RetryBudget {

    /** How many retries a second are allowed without any first attempt. */
    private static final double ALWAYS_A_SECOND = 10;

    /** How much may be saved up. */
    private static final double MOST = 1_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final double share;
    private double credit = ALWAYS_A_SECOND;
    private long lastNanos;

    /**
     * The budget of one destination.
     *
     * @param share retries for each first attempt
     * @param nowNanos the time, by the same clock as always
     */
    RetryBudget(double share, long nowNanos) {
        this.share = share;
        this.lastNanos = nowNanos;
    }

    /** A first attempt is made. */
    synchronized void earn() {
        add(share);
    }

    /** A retry succeeded, or was not made after all. */
    synchronized void giveBack() {
        add(1);
    }

    /** Asks for one retry; whether it may be made. */
    synchronized boolean draw(long nowNanos) {
        double seconds = (nowNanos - lastNanos) / NANOS_PER_SECOND;
        lastNanos = nowNanos;
        // What comes by itself is not saved up: only what first attempts earn is.
        credit = Math.max(credit, Math.min(ALWAYS_A_SECOND, credit + seconds * ALWAYS_A_SECOND));
        if (credit < 1) {
            return false;
        }
        credit--;
        return true;
    }

    private void add(double more) {
        credit = Math.min(MOST, credit + more);
    }
}
