package io.tidegate.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The event with number {@code n}: its body follows from the number alone, so that a sink can tell
 * whether each byte arrived. Shares no code with the gateway, its signature included.
 *
 * @param n the number, from 0
 */
public record LedgerEvent(int n) {

    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d{1,9}),");
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789 ".repeat(26);

    /** The exact bytes of the body, about 1 KB. */
    public byte[] body() {
        var text = "{\"n\":" + n + ",\"action\":\"closed\",\"padding\":\"" + PADDING + n + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The id under which the sender delivers it. */
    public String deliveryId() {
        return "ledger-" + n;
    }

    /** The value of {@code X-Hub-Signature-256} for this secret. */
    public String signature(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event whose body begins like this one; empty if it is none of ours. */
    public static Optional<LedgerEvent> read(byte[] body) {
        var head = new String(body, 0, Math.min(body.length, 32), StandardCharsets.UTF_8);
        var number = NUMBER.matcher(head);
        return number.find()
                ? Optional.of(new LedgerEvent(Integer.parseInt(number.group(1))))
                : Optional.empty();
    }
}
