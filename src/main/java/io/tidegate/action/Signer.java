package io.tidegate.action;

import io.tidegate.config.Secret;
import io.tidegate.event.EventId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what we send by the Standard Webhooks scheme, version 1: HMAC-SHA256 over {@code
 * id.timestamp.body}.
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
    private final List<Mac> macs;

    /**
     * Signs with every secret, so that receivers can change from one to another.
     *
     * @param secrets in the order of the signatures; none if nothing is signed
     */
    Signer(List<Secret> secrets) {
        macs = secrets.stream().map(Signer::mac).toList();
    }

    private static Mac mac(Secret secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret.value()), ALGORITHM));
            return mac;
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

    /**
     * The value of {@code webhook-signature}: the signatures with spaces between; empty if nothing
     * is signed.
     */
    Optional<String> sign(EventId id, Instant at, byte[] body) {
        byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        String signatures =
                macs.stream()
                        .map(
                                mac ->
                                        "v1,"
                                                + Base64.getEncoder()
                                                        .encodeToString(sum(mac, head, body)))
                        .collect(Collectors.joining(" "));
        return signatures.isEmpty() ? Optional.empty() : Optional.of(signatures);
    }

    private static byte[] sum(Mac mac, byte[] head, byte[] body) {
        mac.update(head);
        return mac.doFinal(body);
    }
}
