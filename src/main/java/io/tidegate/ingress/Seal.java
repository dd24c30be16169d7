package io.tidegate.ingress;

import io.tidegate.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes captured secrets unreadable for whoever reads the store: AES-256-GCM, bound to the name of
 * the source, so that none can be passed off as another's. A sealed secret is a format byte, a
 * random nonce and what the cipher makes.
 */
final class Seal {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secretKey the operator's, of any length
     */
    Seal(Secret secretKey) {
        byte[] extracted = hmac(bytes("tidegate"), bytes(secretKey.value()));
        key = new SecretKeySpec(hmac(extracted, bytes("captured secrets\1")), "AES");
    }

    /**
     * With a fixed salt and one block of output this is HKDF.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5869.html">RFC 5869</a>
     */
    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", cause);
        }
    }

    /** The secret of this source, sealed. */
    byte[] seal(String source, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, source, nonce, 0).doFinal(bytes(secret));
            byte[] sealed = Arrays.copyOf(new byte[] {FORMAT}, 1 + NONCE_BYTES + hidden.length);
            System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
            System.arraycopy(hidden, 0, sealed, 1 + NONCE_BYTES, hidden.length);
            return sealed;
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + CIPHER, cause);
        }
    }

    /** The secret; empty if it was sealed with another key, for another source, or changed. */
    Optional<String> open(String source, byte[] sealed) {
        int start = 1 + NONCE_BYTES;
        if (sealed.length < start + TAG_BYTES || sealed[0] != FORMAT) {
            return Optional.empty();
        }
        try {
            byte[] shown =
                    cipher(Cipher.DECRYPT_MODE, source, sealed, 1)
                            .doFinal(sealed, start, sealed.length - start);
            return Optional.of(new String(shown, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String source, byte[] nonce, int offset)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(bytes(source));
        return cipher;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
