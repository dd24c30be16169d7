package io.tidegate.verify.value;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/**
 * The 32 bytes from which both halves of an Ed25519 key pair follow.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1.5">RFC 8032, key generation</a>
 */
public final class Ed25519Seed {

    private static final int LENGTH = 32;

    private Ed25519Seed() {}

    /** The key pair; empty if these are not 32 bytes. */
    public static Optional<KeyPair> pair(byte[] seed) {
        if (seed.length != LENGTH) {
            return Optional.empty();
        }
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            // Java makes a pair of 32 random bytes, and offers no other way to the public half.
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return Optional.of(generator.generateKeyPair());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no Ed25519", cause);
        }
    }

    /** Random bytes that are none. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
