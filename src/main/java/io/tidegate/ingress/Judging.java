package io.tidegate.ingress;

import io.tidegate.event.Event;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import io.tidegate.provider.Source;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How a source judges.
 *
 * @param verify tells what a request is; never waits for anything
 * @param isHeavy whether that takes too long for an event loop
 * @param learns whether its sender hands over secrets, so that another gateway may know more
 * @param event makes the event of a genuine request
 */
record Judging(
        Function<InboundRequest, Verdict> verify,
        boolean isHeavy,
        boolean learns,
        BiFunction<InboundRequest, Verdict.Genuine, Event> event) {

    private static final Set<Rejection> FOR_WANT_OF_A_SECRET =
            Set.of(Rejection.WRONG_SIGNATURE, Rejection.WRONG_TOKEN, Rejection.UNKNOWN_KEY);

    /** How a configured source judges, where captured secrets are kept or are not. */
    static Judging of(Source source, boolean keepsSecrets) {
        boolean learns = keepsSecrets && source.capturesSecret();
        return new Judging(source::verify, source.isHeavy(), learns, source::event);
    }

    /** Whether a request rejected for this reason may be believed with a secret more. */
    boolean mayLearn(Rejection reason) {
        return learns && FOR_WANT_OF_A_SECRET.contains(reason);
    }
}
