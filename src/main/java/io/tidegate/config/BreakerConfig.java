package io.tidegate.config;

import java.time.Duration;

/**
 * When a destination is left alone for a while: after {@code failures} attempts in a row that
 * failed in a way which may pass, a gateway tries nothing there for {@code openFor}; then it makes
 * one attempt, and if that succeeds it goes on with two at once, then four, up to the concurrency.
 * What is not tried meanwhile waits in the store, and no attempt of it is lost.
 *
 * @param failures how many in a row, 0 to 10000; 0 never leaves it alone; default 10
 * @param openFor for how long, up to a day; default 30s
 */
public record BreakerConfig(@Default("10") int failures, @Default("30s") Duration openFor) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** One that never opens. */
    public static final BreakerConfig OFF = new BreakerConfig(0, Duration.ofSeconds(30));

    public BreakerConfig {
        new Bounds()
                .between("failures", failures, 0, 10_000)
                .positive("openFor", openFor)
                .that("openFor", openFor.compareTo(LONGEST) <= 0, "must be at most 1d")
                .check();
    }
}
