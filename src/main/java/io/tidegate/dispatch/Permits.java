package io.tidegate.dispatch;

/**
 * How many attempts at one destination its rate lets begin now. What is not used soon is lost, so
 * that nothing is saved up for a burst. Not safe for threads: its lane guards it.
 */
final class Permits {

    /** So little that no second gets a tenth more than its share. */
    private static final long LIFE_NANOS = 50_000_000;

    private final boolean isLimited;
    private int left;
    private long untilNanos;

    Permits(boolean isLimited) {
        this.isLimited = isLimited;
    }

    boolean isLimited() {
        return isLimited;
    }

    /** So many attempts may begin now, in place of what is left over from before. */
    void supply(int count, long nowNanos) {
        left = count;
        untilNanos = nowNanos + LIFE_NANOS;
    }

    /** Asks for one; always granted where there is no limit. */
    boolean take(long nowNanos) {
        if (!isLimited) {
            return true;
        }
        if (left == 0 || nowNanos - untilNanos > 0) {
            return false;
        }
        left--;
        return true;
    }
}
