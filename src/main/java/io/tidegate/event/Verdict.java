package io.tidegate.event;

import java.util.Optional;
import java.util.function.Function;

/** What verification found out about one request. */
public sealed interface Verdict {

    /** Calls the function of the case that this verdict is, and returns what it returns. */
    <T> T match(
            Function<Genuine, T> genuine,
            Function<Rejected, T> rejected,
            Function<Handshake, T> handshake,
            Function<KeyWanted, T> keyWanted);

    /**
     * The request was sent by who it says.
     *
     * @param dedupKey the provider's event id, or a hash of the body where it has none; never empty
     * @param type the provider's name for what happened; empty if it has none
     * @param reply what the provider wants to hear about this very event; empty if it wants to hear
     *     the same about all
     */
    record Genuine(String dedupKey, String type, Optional<Reply> reply) implements Verdict {

        /** An event that is answered as all are. */
        public Genuine(String dedupKey, String type) {
            this(dedupKey, type, Optional.empty());
        }

        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake,
                Function<KeyWanted, T> keyWanted) {
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
                Function<Handshake, T> handshake,
                Function<KeyWanted, T> keyWanted) {
            return rejected.apply(this);
        }
    }

    /**
     * The request is no event but the provider's question whether this is the right address.
     *
     * @param reply what the provider wants to hear
     * @param secret a secret that the provider hands over in its question, to be kept before it is
     *     answered; empty if it hands over none
     * @param visit an address that the provider wants to see fetched; empty if it does not
     */
    record Handshake(Reply reply, String secret, String visit) implements Verdict {

        /** A question that wants nothing but an answer. */
        public Handshake(Reply reply) {
            this(reply, "", "");
        }

        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake,
                Function<KeyWanted, T> keyWanted) {
            return handshake.apply(this);
        }

        /** Shape only: the secret is one. */
        @Override
        public String toString() {
            return "handshake " + reply;
        }
    }

    /**
     * The request cannot be judged before a key has been fetched.
     *
     * @param request what to fetch
     */
    record KeyWanted(KeyRequest request) implements Verdict {
        @Override
        public <T> T match(
                Function<Genuine, T> genuine,
                Function<Rejected, T> rejected,
                Function<Handshake, T> handshake,
                Function<KeyWanted, T> keyWanted) {
            return keyWanted.apply(this);
        }
    }
}
