package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a provider's own names for an event are: its id, which makes two requests the same event,
 * and its type. What senders write there is bounded and freed of control characters.
 *
 * @param id where the id is; an absent id is replaced by a hash of the body, or of the query if
 *     there is no body
 * @param type where the type is; an absent type is empty
 */
public record EventNames(Value id, Value type) {

    /** The provider has no name for it. */
    public static final Value NOWHERE = evidence -> Optional.empty();

    private static final int MAX_LENGTH = 200;

    /** The verdict on a request that was found genuine. */
    Verdict.Genuine genuine(Evidence evidence) {
        String key =
                id.in(evidence)
                        .filter(text -> !text.isBlank())
                        .map(EventNames::key)
                        .orElseGet(() -> hash(content(evidence.request())));
        return new Verdict.Genuine(key, type.in(evidence).map(EventNames::label).orElse(""));
    }

    /** What makes a request this event where the provider has no id for it. */
    private static byte[] content(InboundRequest request) {
        return request.body().length > 0
                ? request.body()
                : request.query().getBytes(StandardCharsets.UTF_8);
    }

    private static String key(String text) {
        return isPlain(text) ? text : hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String label(String text) {
        if (isPlain(text)) {
            return text;
        }
        var label = new StringBuilder();
        text.chars().limit(MAX_LENGTH).forEach(c -> label.append(isOdd(c) ? '?' : (char) c));
        return label.toString();
    }

    private static boolean isPlain(String text) {
        boolean isPlain = text.length() <= MAX_LENGTH;
        for (int i = 0; i < text.length() && isPlain; i++) {
            isPlain = !isOdd(text.charAt(i));
        }
        return isPlain;
    }

    /** Half characters are odd too: they do not survive being written as UTF-8. */
    private static boolean isOdd(int c) {
        if (c >= ' ' && c <= '~') {
            return false;
        }
        return Character.isISOControl(c) || Character.isSurrogate((char) c) || isInvisible(c);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this Java has no SHA-256", cause);
        }
    }
}
