package io.tidegate.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text, number or truth value inside a JSON body, found by a pointer such as {@code /event/type}.
 * The body is read as a stream, up to the value and no further; no tree is built.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
final class JsonValue implements Value {

    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,7}");
    private static final int MAX_TEXT = 64 * 1024;

    // Names are not interned: senders choose them.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(500)
                                    .maxNumberLength(400)
                                    .maxStringLength(MAX_TEXT)
                                    .maxNameLength(MAX_TEXT)
                                    .build())
                    .build();

    private final List<String> steps;

    /**
     * A value at a pointer.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    JsonValue(String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "json:" + pointer + " must begin with a slash, as in json:/data/id");
        }
        steps =
                Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        try (JsonParser parser = JSON.createParser(evidence.request().body())) {
            return find(parser);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private Optional<String> find(JsonParser parser) throws IOException {
        parser.nextToken();
        for (String step : steps) {
            if (!enter(parser, step)) {
                return Optional.empty();
            }
        }
        JsonToken token = parser.currentToken();
        boolean isText = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
        return isText ? Optional.of(parser.getText()) : Optional.empty();
    }

    /** Moves from an object or array to its member of this name or index. */
    private static boolean enter(JsonParser parser, String step) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return enterObject(parser, step);
        }
        return parser.currentToken() == JsonToken.START_ARRAY && enterArray(parser, step);
    }

    private static boolean enterObject(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isWanted = parser.currentName().equals(name);
            parser.nextToken();
            if (isWanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean enterArray(JsonParser parser, String step) throws IOException {
        if (!INDEX.matcher(step).matches()) {
            return false;
        }
        int index = Integer.parseInt(step);
        JsonToken item = parser.nextToken();
        for (int i = 0; i < index && isItem(item); i++) {
            parser.skipChildren();
            item = parser.nextToken();
        }
        return isItem(item);
    }

    private static boolean isItem(@Nullable JsonToken token) {
        return token != null && token != JsonToken.END_ARRAY;
    }
}
