package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.event.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A body as jq sees it, by its content type: JSON as it is; of a form an object of its fields; any
 * other text, XML included, as a string; anything else as null.
 *
 * <p>A body without a content type must be JSON. One of another type is read as JSON all the same
 * if it is an object or an array: not every sender says what it sends.
 */
final class BodyView {

    /** Larger bodies are delivered, but filters and transforms do not look into them. */
    static final int MAX_READ_BYTES = 4 << 20;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART_FORM = "multipart/form-data";

    private BodyView() {}

    /** What makes the view of a body. */
    @FunctionalInterface
    interface Reader {

        /** Reads the body; fails with {@link JqFailure} if it cannot be read, or is too large. */
        JsonNode read(Headers headers, byte[] body);
    }

    /** Reads a body; fails with {@link JqFailure} if it is not what it says, or beyond a limit. */
    static JsonNode read(Headers headers, byte[] body) {
        if (body.length > MAX_READ_BYTES) {
            throw new JqFailure("body larger than " + MAX_READ_BYTES + " bytes");
        }
        Optional<String> type = headers.first("Content-Type");
        String media = type.map(BodyView::media).orElse("application/json");
        if (isJson(media)) {
            return JsonBody.read(body);
        }
        return undeclaredJson(body).orElseGet(() -> other(media, type.orElse(media), body));
    }

    /** The type alone, without its parameters. */
    private static String media(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String media) {
        return media.endsWith("/json") || media.endsWith("+json");
    }

    private static Optional<JsonNode> undeclaredJson(byte[] body) {
        if (!beginsLikeJson(body)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonBody.read(body));
        } catch (JqFailure notJson) {
            return Optional.empty();
        }
    }

    private static JsonNode other(String media, String type, byte[] body) {
        return media.equals(FORM) || media.equals(MULTIPART_FORM)
                ? FormBody.read(type, body)
                : text(body);
    }

    private static boolean beginsLikeJson(byte[] body) {
        for (byte each : body) {
            if (each > ' ') {
                return each == '{' || each == '[';
            }
        }
        return false;
    }

    private static JsonNode text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return TextNode.valueOf(text.toString());
        } catch (CharacterCodingException notText) {
            return NullNode.getInstance();
        }
    }
}
