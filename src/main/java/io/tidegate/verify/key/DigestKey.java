package io.tidegate.verify.key;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A plain hash that proves something only because the secret is among the hashed bytes.
 *
 * @param hash makes a fresh hash
 */
record DigestKey(Supplier<MessageDigest> hash) implements ProofKey {

    @Override
    public int length() {
        return hash.get().getDigestLength();
    }

    @Override
    public Predicate<byte[]> over(List<byte[]> pieces) {
        byte[] expected = digest(pieces);
        return signature -> MessageDigest.isEqual(expected, signature);
    }

    @Override
    public Optional<byte[]> sign(List<byte[]> pieces) {
        return Optional.of(digest(pieces));
    }

    private byte[] digest(List<byte[]> pieces) {
        MessageDigest fresh = hash.get();
        pieces.forEach(fresh::update);
        return fresh.digest();
    }
}
