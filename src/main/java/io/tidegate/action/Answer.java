package io.tidegate.action;

import io.tidegate.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/** What an HTTP status says about a delivery. */
final class Answer {

    /** How long a destination may make us wait. */
    static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    /** A deployment may answer 404 or 401 for a moment; more tries than this are in vain. */
    static final int FEW_ATTEMPTS = 3;

    private static final int GONE = 410;

    /** Request timeout, conflict, too early, too many requests: they say that they may pass. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    private Answer() {}

    /**
     * Judges an answer.
     *
     * @param retryAfter the value of the header field of that name, if there is one
     * @param now against which a date in it is measured
     */
    static Outcome outcome(int status, Optional<String> retryAfter, Instant now) {
        if (status / 100 == 2) {
            return Outcome.delivered();
        }
        if (status == GONE) {
            return Outcome.gone("410");
        }
        boolean isPassing = status >= 500 || PASSING.contains(status);
        return new Outcome.Retry(
                Integer.toString(status),
                retryAfter.map(text -> wait(text.strip(), now)).orElse(Duration.ZERO),
                isPassing ? Integer.MAX_VALUE : FEW_ATTEMPTS);
    }

    private static Duration wait(String text, Instant now) {
        Duration asked = text.matches("\\d{1,9}") ? seconds(text) : untilDate(text, now);
        return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** A date in the past, or what is no date, asks for nothing. */
    private static Duration untilDate(String text, Instant now) {
        try {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            var until = Duration.between(now, date);
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeParseException notADate) {
            return Duration.ZERO;
        }
    }
}
