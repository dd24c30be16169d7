package io.tidegate.bench;

import java.util.Locale;

/** What a {@link Soak} watches, and how much of it may be added in the last two thirds. */
enum Gauge {
    /** What is left of the gateway's heap by a collection. */
    HEAP("heap after GC, MiB", 0.05, 1),
    /** Resident memory of the gateway. */
    RESIDENT("resident, MiB", 0.05, 4),
    FILES("open files", 0, 4),
    THREADS("threads", 0, 2),
    SERIES("series", 0, 0.5),
    /** What Redis has allocated. */
    REDIS("Redis, MiB", 0.05, 1),
    KEYS("keys", 0.05, 8),
    PENDING("pending", 0, 20),
    PARKED("parked", 0.2, 20),
    /**
     * The 99th percentile of the time until an answer, since the last sample. It has no bound: it
     * says more about what else the machine does.
     */
    ANSWER("p99 of answers, ms", 0, Double.POSITIVE_INFINITY);

    private final String label;
    private final double share;
    private final double least;

    /**
     * A gauge and its bound.
     *
     * @param share how much may be added, as a share of the mean
     * @param least how much may be added in any case
     */
    Gauge(String label, double share, double least) {
        this.label = label;
        this.share = share;
        this.least = least;
    }

    String label() {
        return label;
    }

    /** How much may be added if it is so much on average. */
    double bound(double mean) {
        return Math.max(share * mean, least);
    }

    String text(double value) {
        return String.format(Locale.ROOT, this == HEAP || this == REDIS ? "%.1f" : "%.0f", value);
    }
}
