package io.tidegate.verify.key;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key with which keyed hashes are made. Safe for all threads: each hash works on a copy of a Mac
 * that was set up once, which costs a fraction of setting one up and needs no thread-local state.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
final class MacKey implements ProofKey {

    private final Mac ready;

    /**
     * A key.
     *
     * @param algorithm the name in Java, as {@code HmacSHA256}
     * @param key the key bytes, at least one
     */
    MacKey(String algorithm, byte[] key) {
        try {
            ready = Mac.getInstance(algorithm);
            ready.init(new SecretKeySpec(key, algorithm));
            // The key's own block comes before any message, so copies have it behind them.
            ready.update(new byte[0]);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + algorithm, cause);
        }
    }

    @Override
    public int length() {
        return ready.getMacLength();
    }

    @Override
    public Predicate<byte[]> over(List<byte[]> pieces) {
        byte[] hash = hash(pieces);
        return signature -> MessageDigest.isEqual(hash, signature);
    }

    @Override
    public Optional<byte[]> sign(List<byte[]> pieces) {
        return Optional.of(hash(pieces));
    }

    private byte[] hash(List<byte[]> pieces) {
        Mac mac = copy();
        for (byte[] piece : pieces) {
            mac.update(piece);
        }
        return mac.doFinal();
    }

    private Mac copy() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException cause) {
            throw new IllegalStateException(ready.getProvider() + " cannot copy a Mac", cause);
        }
    }
}
