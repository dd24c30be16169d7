package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The sender's time must lie near the time of receipt. How far behind it may lie is the provider's
 * choice, because retries may carry the time of the first attempt; nothing but clock skew puts a
 * time ahead, so there never more than five minutes are allowed.
 */
public final class TimeWindow implements Freshness {

    private static final Duration LARGEST = Duration.ofDays(30);
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    private final Value from;
    private final TimeUnit unit;
    private final Duration behind;
    private final Optional<Duration> ahead;

    /**
     * A window.
     *
     * @param from where the timestamp is
     * @param unit how it is written
     * @param tolerance how far it may lie from the time of receipt; more than zero, 30 days at most
     */
    public TimeWindow(Value from, TimeUnit unit, Duration tolerance) {
        this(from, unit, tolerance, false);
    }

    /**
     * A window that may be open ahead.
     *
     * @param takesFuture whether a time is taken however far it lies ahead
     */
    public TimeWindow(Value from, TimeUnit unit, Duration tolerance, boolean takesFuture) {
        if (tolerance.isNegative() || tolerance.isZero() || tolerance.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("must be more than zero and at most 30d");
        }
        this.from = from;
        this.unit = unit;
        behind = tolerance;
        Duration skew = tolerance.compareTo(LARGEST_SKEW) < 0 ? tolerance : LARGEST_SKEW;
        ahead = takesFuture ? Optional.empty() : Optional.of(skew);
    }

    @Override
    public Optional<Rejection> reject(Evidence evidence) {
        Optional<Instant> sent = from.in(evidence).flatMap(unit::read);
        Instant now = evidence.request().receivedAt();
        return sent.map(time -> reject(time, now))
                .orElse(Optional.of(Rejection.MALFORMED_TIMESTAMP));
    }

    private Optional<Rejection> reject(Instant sent, Instant now) {
        if (sent.isBefore(now.minus(behind))) {
            return Optional.of(Rejection.STALE);
        }
        return ahead.filter(skew -> sent.isAfter(now.plus(skew)))
                .map(tooFar -> Rejection.FROM_THE_FUTURE);
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
