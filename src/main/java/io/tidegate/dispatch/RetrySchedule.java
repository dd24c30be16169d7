package io.tidegate.dispatch;

import io.tidegate.config.RetryConfig;
import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When a failed delivery is tried again, if at all. Holds no clock and does no I/O.
 *
 * @param config what the operator wants
 * @param random what spreads the waits
 */
record RetrySchedule(RetryConfig config, RandomGenerator random) {

    /**
     * How long to wait after this many attempts, at least as long as the destination asked for;
     * empty if that was the last.
     *
     * @param attempts how many were made, from 1
     */
    Optional<Duration> after(int attempts, Outcome.Retry failure) {
        if (attempts >= Math.min(limit(), failure.attemptLimit())) {
            return Optional.empty();
        }
        Duration wait = spread(wholeWait(attempts));
        return Optional.of(wait.compareTo(failure.notBefore()) < 0 ? failure.notBefore() : wait);
    }

    private int limit() {
        return config.schedule().isEmpty() ? config.attempts() : config.schedule().size() + 1;
    }

    /** The longest wait after no attempt, which is none, after one, and so on. */
    Stream<Duration> wholeWaits() {
        var waits = IntStream.range(1, limit()).mapToObj(this::wholeWait);
        return Stream.concat(Stream.of(Duration.ZERO), waits);
    }

    private Duration wholeWait(int attempts) {
        if (!config.schedule().isEmpty()) {
            return config.schedule().get(attempts - 1);
        }
        // In floating point, because the hundredth power of the factor fits nothing else.
        double millis = config.first().toMillis() * Math.pow(config.factor(), attempts - 1);
        return Duration.ofMillis((long) Math.min(millis, (double) config.max().toMillis()));
    }

    private Duration spread(Duration whole) {
        return switch (config.jitter()) {
            case FULL -> Duration.ofMillis(random.nextLong(whole.toMillis() + 1));
            case NONE -> whole;
        };
    }
}
