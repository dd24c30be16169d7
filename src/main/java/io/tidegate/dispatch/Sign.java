package io.tidegate.dispatch;

import io.tidegate.event.Outcome;

/** What an attempt says about the destination, apart from the delivery. */
enum Sign {
    /** It answers, even if it would not have this delivery. */
    WELL,
    /** It fails in a way that may pass. */
    ILL,
    /** No attempt was made. */
    NONE;

    /** What this outcome says. */
    static Sign of(Outcome outcome) {
        return outcome.match(
                delivered -> WELL,
                // An answer that is soon final is about the delivery.
                retry -> retry.attemptLimit() == Integer.MAX_VALUE ? ILL : WELL,
                dead -> WELL,
                gone -> WELL);
    }
}
