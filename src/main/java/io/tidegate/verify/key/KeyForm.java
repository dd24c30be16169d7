package io.tidegate.verify.key;

import java.util.Optional;

/** How the secret that a person was given becomes a key. */
@FunctionalInterface
public interface KeyForm {

    /** The key; empty if the secret does not have this form. */
    Optional<ProofKey> key(String secret);
}
