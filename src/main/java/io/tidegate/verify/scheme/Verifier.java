package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a request comes from who it says: a scheme with its secrets. Safe for all threads.
 */
@FunctionalInterface
public interface Verifier {

    /** What to think of the request. Never throws, never blocks. */
    Opinion judge(Evidence evidence);

    /**
     * Believes what any of these believes. If none does, a key that has still to be fetched comes
     * first; else the reason is that of the one that got furthest: reasons are declared in that
     * order.
     */
    static Verifier anyOf(List<Verifier> alternatives) {
        return alternatives.size() == 1 ? alternatives.get(0) : new AnyOf(alternatives);
    }

    /** The combination of several. */
    record AnyOf(List<Verifier> verifiers) implements Verifier {

        public AnyOf {
            verifiers = List.copyOf(verifiers);
        }

        @Override
        public Opinion judge(Evidence evidence) {
            Rejection furthest = Rejection.MISSING_SIGNATURE;
            Optional<Opinion> undecided = Optional.empty();
            for (Verifier verifier : verifiers) {
                Opinion opinion = verifier.judge(evidence);
                if (opinion instanceof Opinion.Genuine) {
                    return opinion;
                }
                if (opinion instanceof Opinion.Refused refused) {
                    furthest =
                            refused.reason().compareTo(furthest) > 0 ? refused.reason() : furthest;
                } else {
                    undecided = undecided.or(() -> Optional.of(opinion));
                }
            }
            Rejection reason = furthest;
            return undecided.orElseGet(() -> Opinion.refused(reason));
        }
    }
}
