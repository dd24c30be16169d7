package io.tidegate.faults;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What is said of the times that many deliveries took. */
final class Latencies {

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private Latencies() {}

    /** The time in milliseconds that 99 of 100 stay within; of at least one time. */
    static double percentile99(LongStream nanos) {
        long[] sorted = nanos.sorted().toArray();
        return sorted[sorted.length * 99 / 100] / NANOS_PER_MILLI;
    }
}
