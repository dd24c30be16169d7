package io.tidegate.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave the store alone after it failed: doubling from 100 ms to 2 s, drawn from the
 * upper half of that, so that many workers do not come back as one.
 *
 * @param random what spreads the waits
 */
record Backoff(RandomGenerator random) {

    private static final long FIRST_MILLIS = 100;
    private static final long MAX_MILLIS = 2_000;

    /**
     * The wait after a failure.
     *
     * @param failures how many in a row, from 1
     */
    Duration after(int failures) {
        long whole = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
