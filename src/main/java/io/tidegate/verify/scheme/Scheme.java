package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to prove where a request comes from, without any secret yet. It serves both directions,
 * so that what we send is what we would accept.
 */
public interface Scheme {

    /** Whether the secret has the form that this scheme needs. */
    boolean accepts(String secret);

    /** The scheme with secrets, all of which it {@linkplain #accepts accepts}; all are tried. */
    Verifier with(List<String> secrets);

    /**
     * The request as the sender would send it at the time it is received: with the time and the
     * proof added, made with a secret that this scheme accepts.
     *
     * @param evidence the request, and what the sender writes beside its signature
     * @throws IllegalStateException if the request lacks a value that is part of the signed bytes,
     *     or the secret can check but not sign
     */
    InboundRequest sign(Evidence evidence, String secret);

    /** Whether this is how the request is to be proven, as far as it is prepared. */
    default boolean appliesTo(Evidence evidence) {
        return true;
    }

    /** The names of header fields that hold the secret itself and must not be kept. */
    default Set<String> secretHeaders() {
        return Set.of();
    }

    /** Where the signature or token is; empty if nothing is proven. */
    Optional<Value> proof();

    /** Whether nothing is proven at all. */
    default boolean isOpen() {
        return false;
    }

    /** Whether it works without a secret, because keys are fetched. */
    default boolean fetchesKeys() {
        return false;
    }

    /** Whether a check costs so much time that it must not be made on an event loop. */
    default boolean isHeavy() {
        return false;
    }
}
