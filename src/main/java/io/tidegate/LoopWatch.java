package io.tidegate;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.tidegate.metrics.LoopMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Has every event loop look at the clock again and again, and measures how late each look is. */
final class LoopWatch implements AutoCloseable {

    /** Often enough to see a stall of a second, and seldom enough to cost nothing. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final LoopMeters meters;
    private final LongSupplier nanoTime;
    private final long periodNanos;
    private final List<ScheduledFuture<?>> looks = new ArrayList<>();

    private LoopWatch(LoopMeters meters, LongSupplier nanoTime, Duration period) {
        this.meters = meters;
        this.nanoTime = nanoTime;
        periodNanos = period.toNanos();
    }

    /**
     * Watches all loops of a group until closed.
     *
     * @param nanoTime the monotonic clock
     */
    static LoopWatch over(
            EventLoopGroup loops, LoopMeters meters, LongSupplier nanoTime, Duration period) {
        var watch = new LoopWatch(meters, nanoTime, period);
        loops.forEach(watch::watch);
        return watch;
    }

    private void watch(EventExecutor loop) {
        // Measured from one look to the next: a clock of our own would drift from the loop's.
        var last = new long[] {nanoTime.getAsLong()};
        looks.add(
                loop.scheduleWithFixedDelay(
                        () -> {
                            long now = nanoTime.getAsLong();
                            meters.late(now - last[0] - periodNanos);
                            last[0] = now;
                        },
                        periodNanos,
                        periodNanos,
                        TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        looks.forEach(look -> look.cancel(false));
    }
}
