package io.tidegate.action;

import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what we send by the Standard Webhooks scheme, version 1: HMAC-SHA256 over {@code
 * id.timestamp.payload}.
 *
 * <p>The secret, less {@code whsec_} where it begins with it, is read as base64 as the scheme
 * prescribes; if it is not base64, its UTF-8 bytes are the key.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
final class Signer {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** Not thread safe; used on the event loop that owns the action. */
    private final Mac mac;

    Signer(Secret secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret.value()), ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, impossible);
        }
    }

    private static byte[] key(String secret) {
        String text = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The value of {@code webhook-signature}. */
    String sign(Delivery delivery, Instant at) {
        String head = delivery.id() + "." + at.getEpochSecond() + ".";
        mac.update(head.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(delivery.payload()));
    }
}
