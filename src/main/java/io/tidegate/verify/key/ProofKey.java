package io.tidegate.verify.key;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A key that tells whether a signature belongs to some bytes. Safe for all threads. */
public interface ProofKey {

    /** The number of bytes that a signature has; 0 if signatures differ in length. */
    int length();

    /**
     * What tells whether a signature is one over these pieces, one after the other. Never throws on
     * any signature, and takes a time that does not depend on how wrong it is.
     */
    Predicate<byte[]> over(List<byte[]> pieces);

    /** The signature over the pieces; empty if this key can check but not make one. */
    Optional<byte[]> sign(List<byte[]> pieces);
}
