package io.tidegate.ingress;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The sign of life of one event loop, which beats it every second; anybody may feel it. */
final class Pulse {

    /** How often it is to be beaten. */
    static final long PERIOD_MILLIS = 1_000;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final AtomicLong last;

    Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        last = new AtomicLong(nanoTime.getAsLong());
    }

    /** The event loop is here. */
    void beat() {
        last.set(nanoTime.getAsLong());
    }

    /** Whether the event loop was here within the last ten seconds. */
    boolean isAlive() {
        return nanoTime.getAsLong() - last.get() < LIMIT_NANOS;
    }
}
