package io.tidegate.event;

import java.util.function.Function;

/** What verification found out about one request. */
public sealed interface Verdict {

    /** Calls the function of the case that this verdict is, and returns what it returns. */
    <T> T match(
            Function<Genuine, T> genuine,
            Function<Rejected, T> rejected,
            Function<Handshake, T> handshake);

    /**
     * The request was sent by who it says.
     *
     * @param dedupKey the provider's event id, or a hash of the body where it has none; never empty
     * @param type the provider's name for what happened; empty if it has none
     */
    record Genuine(String dedupKey, String type) implements Verdict {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake) {
            return genuine.apply(this);
        }
    }

    /**
     * The request is not believed.
     *
     * @param reason why, for metrics and logs; the sender is never told
     */
    record Rejected(Rejection reason) implements Verdict {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake) {
            return rejected.apply(this);
        }
    }

    /**
     * The request is no event but the provider's question whether this is the right address.
     *
     * @param reply what the provider wants to hear
     */
    record Handshake(Reply reply) implements Verdict {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake) {
            return handshake.apply(this);
        }
    }
}
