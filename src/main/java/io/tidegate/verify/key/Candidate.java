package io.tidegate.verify.key;

/**
 * A key that may have made a signature.
 *
 * @param id what the sender calls it; empty if it has no name
 * @param secret the text from which it was made, for senders that hash it along; empty for a key
 *     that was fetched
 * @param key the key
 */
public record Candidate(String id, String secret, ProofKey key) {

    /** The name only. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
