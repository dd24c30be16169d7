package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import java.util.List;
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
     * @throws IllegalStateException if the request lacks a value that is part of the signed bytes
     */
    InboundRequest sign(InboundRequest request, String secret);

    /** The names of header fields that hold the secret itself and must not be kept. */
    Set<String> secretHeaders();

    /** Whether nothing is proven at all. */
    default boolean isOpen() {
        return false;
    }
}
