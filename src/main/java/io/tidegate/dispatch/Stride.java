package io.tidegate.dispatch;

import java.util.concurrent.TimeUnit;

/**
 * How long a destination lately took to make room for one more while others waited. Not safe for
 * threads: its lane guards it.
 */
final class Stride {

    /** What is believed of a destination of which nothing is known yet. */
    private static final double FIRST_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final double WEIGHT = 1.0 / 16;

    private double nanos = FIRST_NANOS;
    private long lastNanos;
    private boolean isCounting;

    /** Somebody left at this time, and somebody else waits for the place, or nobody does. */
    void left(long nowNanos, boolean isWaitedFor) {
        if (isCounting) {
            nanos += (nowNanos - lastNanos - nanos) * WEIGHT;
        }
        lastNanos = nowNanos;
        isCounting = isWaitedFor;
    }

    /** Somebody waited for so long in vain. */
    void waitedInVain(double waitedNanos) {
        nanos = Math.max(nanos, waitedNanos);
        isCounting = false;
    }

    /** How long it will take until so many have found room, if all goes on as it has. */
    double nanosFor(int count) {
        return nanos * count;
    }
}
