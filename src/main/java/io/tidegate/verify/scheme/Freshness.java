package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.util.Optional;
import java.util.Set;

/** Whether a proven request is recent enough to be no replay. */
public interface Freshness {

    /** Requests carry no time that could be relied on. */
    Freshness ANY_AGE =
            new Freshness() {
                @Override
                public Optional<Rejection> reject(Evidence evidence) {
                    return Optional.empty();
                }

                @Override
                public Evidence stamp(Evidence evidence) {
                    return evidence;
                }

                @Override
                public Set<String> headers() {
                    return Set.of();
                }
            };

    /** Why the request is not recent enough, by the time at which it was received. */
    Optional<Rejection> reject(Evidence evidence);

    /** The evidence with the time of its request put where a receiver looks for it. */
    Evidence stamp(Evidence evidence);

    /** The names of the header fields that carry the time. */
    Set<String> headers();
}
