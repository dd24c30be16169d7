package io.tidegate.action;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells payloads that can stand inside of JSON as they are. */
final class JsonPayload {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonPayload() {}

    /** Whether the media type is one of JSON. */
    static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }

    /** The payload as text; empty if it is not exactly one JSON value in UTF-8. */
    static Optional<String> text(byte[] payload) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return isOneValue(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static boolean isOneValue(String text) {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            // To the end of the first value, behind which nothing may follow.
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
