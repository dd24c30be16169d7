package io.tidegate.verify.message;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A way to write signatures of messages down. */
public sealed interface Dialect permits StandardDialect, CavageDialect {

    /**
     * What came with a request.
     *
     * @param statements the signatures that can be judged, ten at most
     * @param otherwise why there is none, if there is none
     */
    record Found(List<Statement> statements, Rejection otherwise) {
        public Found {
            statements = List.copyOf(statements);
        }

        static Found nothing(Rejection reason) {
            return new Found(List.of(), reason);
        }
    }

    /** Looks for signatures. Never throws. */
    Found find(Evidence evidence);

    /** The signed bytes; empty if a covered component is not there. Never throws. */
    Optional<byte[]> base(Statement statement, Evidence evidence);

    /** The field with the hash of the body. */
    BodyDigest digest();

    /**
     * What a sender says about the signature it is about to make.
     *
     * @param covered what it signs
     * @param algorithm what it calls the algorithm
     * @param parameters the name of its key, and what else it says
     */
    Statement draw(
            List<Component> covered,
            MessageAlgorithm algorithm,
            Map<String, BareItem> parameters,
            Instant now);

    /** The evidence with the signature put where a receiver looks for it. */
    Evidence write(Statement statement, Evidence evidence);

    /** Where the signature is. */
    Value place();
}
