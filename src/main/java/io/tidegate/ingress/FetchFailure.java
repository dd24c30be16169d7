package io.tidegate.ingress;

import io.tidegate.metrics.FetchMeters.Outcome;
import java.util.regex.Pattern;

/** Something could not be fetched. */
final class FetchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final Outcome outcome;

    FetchFailure(Outcome outcome, String message) {
        // No stack trace: strangers can make us fail as often as they like.
        super(message, null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    /** What {@code cause} means to who wanted to fetch. */
    static FetchFailure of(Throwable cause) {
        if (cause instanceof FetchFailure known) {
            return known;
        }
        // Its own message would show the header field that HTTP does not allow.
        return cause instanceof IllegalArgumentException
                ? new FetchFailure(Outcome.FAILED, "the request cannot be written")
                : new FetchFailure(Outcome.FAILED, CONTROL.matcher("" + cause).replaceAll(" "));
    }
}
