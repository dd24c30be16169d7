package io.tidegate.verify.odd;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The envelope of WeChat, WeCom and DingTalk: AES-256 in CBC mode over 16 random bytes, the length
 * of the message, the message and the id of its owner, padded to 32 bytes. The key's own first 16
 * bytes are the initialisation vector.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/90930">WeCom, read
 *     2026-11-23</a>
 * @see <a href="https://github.com/open-dingtalk/DingTalk-Callback-Crypto">DingTalk, read
 *     2026-11-23</a>
 */
final class WechatCipher {

    private static final int RANDOM = 16;
    private static final int HEAD = RANDOM + Integer.BYTES;
    private static final int PADDED_TO = 32;

    private final byte[] key;

    private WechatCipher(byte[] key) {
        this.key = key;
    }

    /**
     * The cipher for the characters that stand for a key.
     *
     * @throws IllegalArgumentException with a message for the user, if they stand for none
     */
    static WechatCipher of(String encodedKey) {
        if (!encodedKey.matches("[A-Za-z0-9+/]{43}")) {
            throw new IllegalArgumentException("the key must be 43 letters, digits, + or /");
        }
        // The last character carries two bits too many, which exact readers refuse.
        return new WechatCipher(Base64.getDecoder().decode(encodedKey + "="));
    }

    /** The message in the envelope; empty if it was not made with this key. */
    Optional<byte[]> open(byte[] envelope) {
        if (envelope.length == 0 || envelope.length % RANDOM != 0) {
            return Optional.empty();
        }
        byte[] padded = run(Cipher.DECRYPT_MODE, envelope);
        int padding = padded[padded.length - 1];
        int length = padded.length - padding;
        if (padding < 1 || padding > PADDED_TO || length < HEAD) {
            return Optional.empty();
        }
        int message = ByteBuffer.wrap(padded).getInt(RANDOM);
        return message < 0 || message > length - HEAD
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(padded, HEAD, HEAD + message));
    }

    /**
     * An envelope with the message.
     *
     * @param owner the id of the app or company
     * @param seed what the 16 bytes that should be random follow from: it must never come twice
     */
    byte[] close(byte[] message, byte[] owner, byte[] seed) {
        int length = HEAD + message.length + owner.length;
        int padding = PADDED_TO - length % PADDED_TO;
        var padded = ByteBuffer.allocate(length + padding);
        padded.put(hash(seed), 0, RANDOM).putInt(message.length).put(message).put(owner);
        Arrays.fill(padded.array(), length, length + padding, (byte) padding);
        return run(Cipher.ENCRYPT_MODE, padded.array());
    }

    private byte[] run(int mode, byte[] blocks) {
        try {
            var aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM));
            return aes.doFinal(blocks);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no AES", cause);
        }
    }

    private byte[] hash(byte[] seed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(seed);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no HmacSHA256", cause);
        }
    }
}
