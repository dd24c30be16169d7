package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a request comes from who it says: a scheme with its secrets. Safe for all threads.
 */
@FunctionalInterface
public interface Verifier {

    /** Why the request is not believed; empty if it is genuine. Never throws, never blocks. */
    Optional<Rejection> reject(InboundRequest request);

    /**
     * Believes what any of these believes. If none does, the reason is that of the one that got
     * furthest: reasons are declared in that order.
     */
    static Verifier anyOf(List<Verifier> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        var verifiers = List.copyOf(alternatives);
        return request -> {
            Optional<Rejection> furthest = Optional.of(Rejection.MISSING_SIGNATURE);
            for (Verifier verifier : verifiers) {
                Optional<Rejection> reason = verifier.reject(request);
                if (reason.isEmpty()) {
                    return reason;
                }
                furthest = reason.get().compareTo(furthest.get()) > 0 ? reason : furthest;
            }
            return furthest;
        };
    }
}
