package io.tidegate.verify.key;

import io.tidegate.event.KeyRequest;
import io.tidegate.event.Rejection;
import java.util.List;
import java.util.function.Function;

/** The keys with which one request may have been signed. */
public sealed interface Keys {

    /** Calls the function of the case that this is, and returns what it returns. */
    <T> T match(
            Function<Found, T> found, Function<Missing, T> missing, Function<Refused, T> refused);

    /**
     * Here they are.
     *
     * @param candidates all of which are tried; possibly none
     */
    record Found(List<Candidate> candidates) implements Keys {
        public Found {
            candidates = List.copyOf(candidates);
        }

        @Override
        public <T> T match(
                Function<Found, T> found,
                Function<Missing, T> missing,
                Function<Refused, T> refused) {
            return found.apply(this);
        }
    }

    /**
     * They must be fetched first.
     *
     * @param request from where
     */
    record Missing(KeyRequest request) implements Keys {
        @Override
        public <T> T match(
                Function<Found, T> found,
                Function<Missing, T> missing,
                Function<Refused, T> refused) {
            return missing.apply(this);
        }
    }

    /**
     * The request names a key that is not to be used.
     *
     * @param reason why
     */
    record Refused(Rejection reason) implements Keys {
        @Override
        public <T> T match(
                Function<Found, T> found,
                Function<Missing, T> missing,
                Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
