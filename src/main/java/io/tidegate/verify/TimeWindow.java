package io.tidegate.verify;

import io.tidegate.event.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sender's time must lie near the time of receipt. How far behind it may lie is the provider's
 * choice, because retries may carry the time of the first attempt; nothing but clock skew puts a
 * time ahead, so there never more than five minutes are allowed.
 */
public final class TimeWindow implements Freshness {

    private static final Duration LARGEST = Duration.ofDays(30);
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final Value from;
    private final Unit unit;
    private final Duration behind;
    private final Duration ahead;

    /** What a timestamp counts since 1970. */
    public enum Unit {
        /** Seconds. */
        SECONDS,
        /** Milliseconds. */
        MILLISECONDS;

        private Instant instant(long count) {
            return switch (this) {
                case SECONDS -> Instant.ofEpochSecond(count);
                case MILLISECONDS -> Instant.ofEpochMilli(count);
            };
        }

        /** The timestamp of an instant. */
        public String write(Instant instant) {
            return switch (this) {
                case SECONDS -> Long.toString(instant.getEpochSecond());
                case MILLISECONDS -> Long.toString(instant.toEpochMilli());
            };
        }
    }

    /**
     * A window.
     *
     * @param from where the timestamp is
     * @param unit what it counts
     * @param tolerance how far it may lie from the time of receipt; more than zero, 30 days at most
     */
    public TimeWindow(Value from, Unit unit, Duration tolerance) {
        if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("must be more than zero and at most 30d");
        }
        this.from = from;
        this.unit = unit;
        behind = tolerance;
        ahead = tolerance.compareTo(LARGEST_SKEW) < 0 ? tolerance : LARGEST_SKEW;
    }

    @Override
    public Optional<Rejection> reject(Evidence evidence) {
        Optional<Instant> sent =
                from.in(evidence)
                        .filter(text -> NUMBER.matcher(text).matches())
                        .map(text -> unit.instant(Long.parseLong(text)));
        Instant now = evidence.request().receivedAt();
        return sent.map(time -> reject(time, now))
                .orElse(Optional.of(Rejection.MALFORMED_TIMESTAMP));
    }

    private Optional<Rejection> reject(Instant sent, Instant now) {
        if (sent.isBefore(now.minus(behind))) {
            return Optional.of(Rejection.STALE);
        }
        return sent.isAfter(now.plus(ahead))
                ? Optional.of(Rejection.FROM_THE_FUTURE)
                : Optional.empty();
    }

    @Override
    public Evidence stamp(Evidence evidence) {
        return from.put(evidence, unit.write(evidence.request().receivedAt()));
    }

    @Override
    public Set<String> headers() {
        return from.headers();
    }
}
