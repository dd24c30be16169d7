package io.tidegate.verify;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key with which keyed hashes are made. Safe for all threads: each hash works on a copy of a Mac
 * that was set up once, which costs a fraction of setting one up and needs no thread-local state.
 */
final class MacKey {

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
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + algorithm, cause);
        }
    }

    /** The number of bytes in a hash. */
    int length() {
        return ready.getMacLength();
    }

    /** The hash over the pieces, one after the other. */
    byte[] hash(List<byte[]> pieces) {
        Mac mac = copy();
        pieces.forEach(mac::update);
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
