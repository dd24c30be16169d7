package io.tidegate.verify.message;

import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Coding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A header field with hashes of the body, by which a signature over fields covers the body too. Of
 * the hashes that are worth anything at least one must be there, and all that are there must be
 * right; others are passed over.
 */
enum BodyDigest {
    /**
     * As {@code sha-256=:base64:}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9530#section-2">RFC 9530</a>
     */
    CONTENT_DIGEST("content-digest"),

    /**
     * As {@code SHA-256=base64}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3230#section-4.3.2">RFC 3230</a>
     */
    DIGEST("digest");

    private static final Map<String, String> HASHES =
            Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private final String header;

    BodyDigest(String header) {
        this.header = header;
    }

    /** What a hash of the body is said to be. */
    private record Claimed(String hash, Optional<byte[]> value) {

        boolean isOf(byte[] body) {
            return value.filter(it -> MessageDigest.isEqual(it, BodyDigest.hash(hash, body)))
                    .isPresent();
        }
    }

    /** The name of the field, in lower case. */
    String header() {
        return header;
    }

    /** Whether the field tells the hash of this request's body. */
    boolean matches(InboundRequest request) {
        List<Claimed> claimed = claimed(RequestParts.lines(header, request));
        return !claimed.isEmpty() && claimed.stream().allMatch(it -> it.isOf(request.body()));
    }

    private List<Claimed> claimed(List<String> lines) {
        Stream<Claimed> all =
                this == DIGEST
                        ? lines.stream()
                                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                                .map(BodyDigest::instance)
                        : Dictionary.read(lines).stream().flatMap(BodyDigest::members);
        return all.filter(it -> HASHES.containsKey(it.hash())).toList();
    }

    private static Claimed instance(String written) {
        int middle = Math.max(written.indexOf('='), 0);
        String name = written.substring(0, middle).strip().toLowerCase(Locale.ROOT);
        String value = written.substring(Math.min(middle + 1, written.length())).strip();
        return new Claimed(name, Coding.BASE64.decode(value));
    }

    private static Stream<Claimed> members(Dictionary dictionary) {
        return HASHES.keySet().stream()
                .filter(name -> dictionary.get(name).isPresent())
                .map(name -> new Claimed(name, dictionary.bytes(name)));
    }

    /** What a sender writes into the field. */
    String of(byte[] body) {
        String base64 = Coding.BASE64.encode(hash("sha-256", body));
        return this == DIGEST ? "SHA-256=" + base64 : "sha-256=:" + base64 + ":";
    }

    private static byte[] hash(String name, byte[] body) {
        String algorithm = HASHES.getOrDefault(name, name);
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this Java has no " + algorithm, cause);
        }
    }
}
