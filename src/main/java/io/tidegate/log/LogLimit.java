package io.tidegate.log;

/**
 * Lets through so many log lines a second and counts the others, so that a flood of forged
 * requests, or of deliveries that fail, does not become a flood of log lines. Owned by one event
 * loop.
 */
public final class LogLimit {

    /** What {@link #admit} says of a line that must not be written. */
    public static final long SILENT = -1;

    private static final long WINDOW_NANOS = 1_000_000_000;

    private final int linesPerSecond;
    private long windowStart;
    private int lines;
    private long suppressed;

    /**
     * A limit.
     *
     * @param linesPerSecond how many lines are let through, at least 1
     * @param nowNanos the time, as for {@link #admit}
     */
    public LogLimit(int linesPerSecond, long nowNanos) {
        this.linesPerSecond = linesPerSecond;
        windowStart = nowNanos;
    }

    /**
     * Whether a line may be written now: the number of lines left out since the last one, or {@link
     * #SILENT}.
     */
    public long admit(long nowNanos) {
        if (nowNanos - windowStart >= WINDOW_NANOS) {
            windowStart = nowNanos;
            lines = 0;
        }
        if (lines == linesPerSecond) {
            suppressed++;
            return SILENT;
        }
        lines++;
        long leftOut = suppressed;
        suppressed = 0;
        return leftOut;
    }
}
