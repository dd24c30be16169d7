package io.tidegate.verify.scheme;

import io.tidegate.event.KeyRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.util.function.Function;

/** What one way to verify makes of a request. */
public sealed interface Opinion {

    /** Calls the function of the case that this is, and returns what it returns. */
    <T> T match(
            Function<Genuine, T> genuine,
            Function<Refused, T> refused,
            Function<Undecided, T> undecided);

    /**
     * The request is genuine.
     *
     * @param evidence the request and what was proven along with it, such as the claims of a token
     */
    record Genuine(Evidence evidence) implements Opinion {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Refused, T> refused,
                Function<Undecided, T> undecided) {
            return genuine.apply(this);
        }
    }

    /**
     * The request is not believed.
     *
     * @param reason why
     */
    record Refused(Rejection reason) implements Opinion {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Refused, T> refused,
                Function<Undecided, T> undecided) {
            return refused.apply(this);
        }
    }

    /**
     * A key must be fetched first.
     *
     * @param request what to fetch
     */
    record Undecided(KeyRequest request) implements Opinion {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Refused, T> refused,
                Function<Undecided, T> undecided) {
            return undecided.apply(this);
        }
    }

    /** The request is genuine. */
    static Opinion genuine(Evidence evidence) {
        return new Genuine(evidence);
    }

    /** The request is not believed. */
    static Opinion refused(Rejection reason) {
        return new Refused(reason);
    }
}
