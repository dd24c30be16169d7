package io.tidegate.action;

import io.tidegate.config.AwsConfig;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to AWS by version 4 of its scheme.
 *
 * @param config who we are
 * @param service the name of the service in signatures, as {@code sqs}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS,
 *     create a signed request</a>
 */
record AwsSigner(AwsConfig config, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String MAC = "HmacSHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * Adds date, token and signature to the header fields of a request, all of which are signed.
     *
     * @param host the value that the field {@code host} will have
     */
    void sign(HttpMessage message, String host, Instant now) {
        MultiMap fields = message.headers();
        String time = TIME.format(now);
        fields.set("x-amz-date", time);
        if (config.sessionToken().isPresent()) {
            fields.set("x-amz-security-token", config.sessionToken().value());
        }
        var signed = new TreeMap<String, String>();
        fields.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
        signed.put("host", host);
        fields.set("authorization", authorization(message, signed, time));
    }

    private String authorization(HttpMessage message, Map<String, String> signed, String time) {
        String date = time.substring(0, 8);
        String scope = date + "/" + config.region() + "/" + service + "/aws4_request";
        String names = String.join(";", signed.keySet());
        String toSign =
                String.join("\n", ALGORITHM, time, scope, hash(canonical(message, signed, names)));
        return ALGORITHM
                + " Credential="
                + config.accessKey()
                + "/"
                + scope
                + ", SignedHeaders="
                + names
                + ", Signature="
                + HexFormat.of().formatHex(mac(key(date), toSign));
    }

    private static byte[] canonical(HttpMessage message, Map<String, String> signed, String names) {
        String[] uri = message.uri().split("\\?", 2);
        String fields =
                signed.entrySet().stream()
                        .map(field -> field.getKey() + ":" + field.getValue() + "\n")
                        .collect(Collectors.joining());
        return String.join(
                        "\n",
                        message.method().name(),
                        uri[0],
                        uri.length == 1 ? "" : sorted(uri[1]),
                        fields,
                        names,
                        hash(message.body()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String sorted(String query) {
        return Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private byte[] key(String date) {
        byte[] secret = ("AWS4" + config.secretKey().value()).getBytes(StandardCharsets.UTF_8);
        return mac(mac(mac(mac(secret, date), config.region()), service), "aws4_request");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256", impossible);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no " + MAC, impossible);
        }
    }
}
