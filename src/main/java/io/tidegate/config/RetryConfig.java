package io.tidegate.config;

import java.time.Duration;
import java.util.List;

/**
 * When failed deliveries are tried again: after {@code first}, then {@code factor} times as long,
 * up to {@code max}; or by an explicit schedule.
 *
 * @param attempts how many attempts are made in all, 1 to 1000; default 12
 * @param first the wait after the first failure; default 5s
 * @param factor what each wait is multiplied with, 1 to 100; default 3
 * @param max the longest wait, at least {@code first}; default 6h
 * @param jitter whether waits are drawn at random between zero and their length; default full
 * @param schedule the waits one by one, in place of the others, at most 999; {@code attempts} is
 *     then one more than its length
 * @param budget how many retries there may be for each first attempt at the destination, 0 to 100,
 *     in each gateway; one that succeeds does not count, and ten a second are always allowed; what
 *     is beyond waits, and loses no attempt; default 0.2
 */
public record RetryConfig(
        @Default("12") int attempts,
        @Default("5s") Duration first,
        @Default("3") double factor,
        @Default("6h") Duration max,
        @Default("full") Jitter jitter,
        List<Duration> schedule,
        @Default("0.2") double budget) {

    private static final int MOST_ATTEMPTS = 1000;

    public RetryConfig {
        schedule = List.copyOf(schedule);
        new Bounds()
                .between("attempts", attempts, 1, MOST_ATTEMPTS)
                .positive("first", first)
                .between("factor", factor, 1.0, 100.0)
                .that(
                        "max",
                        max.compareTo(first) >= 0,
                        "must be at least first, which is " + DurationText.format(first))
                .that(
                        "schedule",
                        schedule.size() < MOST_ATTEMPTS,
                        "must have less than " + MOST_ATTEMPTS + " waits")
                .that(
                        "schedule",
                        schedule.stream().noneMatch(Duration::isNegative),
                        "must not hold negative waits")
                .between("budget", budget, 0.0, 100.0)
                .check();
        attempts = schedule.isEmpty() ? attempts : schedule.size() + 1;
    }

    /** Whether waits are spread. */
    public enum Jitter {
        /**
         * Drawn evenly between zero and the whole wait, so that a herd does not come back as one.
         */
        FULL,
        /** Exactly the wait. */
        NONE
    }
}
