package io.tidegate.verify.odd;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidegate.verify.value.JsonPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON document without white space, the members of every object sorted by name, texts as
 * JavaScript writes them, numbers as they came.
 *
 * @see <a
 *     href="https://nowpayments.zendesk.com/hc/en-us/articles/21395546303389-IPN-and-how-to-setup">NOWPayments,
 *     read 2026-11-24</a>
 */
final class CanonicalJson {

    /** Each level copies what is inside it, so that there must not be many. */
    private static final int DEEPEST = 32;

    private final JsonParser parser;

    private CanonicalJson(JsonParser parser) {
        this.parser = parser;
    }

    /** The text; empty if it is not JSON, goes too deep, or has a name twice in one object. */
    static Optional<String> of(byte[] json) {
        try (JsonParser parser = JsonPointer.parser(json)) {
            parser.nextToken();
            Optional<String> text = new CanonicalJson(parser).value(0);
            return text.filter(same -> isOver(parser));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static boolean isOver(JsonParser parser) {
        try {
            return parser.nextToken() == null;
        } catch (IOException somethingElse) {
            return false;
        }
    }

    private Optional<String> value(int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || depth > DEEPEST) {
            return Optional.empty();
        }
        if (token == JsonToken.START_OBJECT) {
            return object(depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return array(depth);
        }
        String text = parser.getText();
        return Optional.of(token == JsonToken.VALUE_STRING ? JsonText.shortest(text) : text);
    }

    private Optional<String> object(int depth) throws IOException {
        var members = new TreeMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Optional<String> value = value(depth + 1);
            if (value.isEmpty() || members.put(name, value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(
                members.entrySet().stream()
                        .map(it -> JsonText.shortest(it.getKey()) + ":" + it.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private Optional<String> array(int depth) throws IOException {
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Optional<String> item = value(depth + 1);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(items.stream().collect(Collectors.joining(",", "[", "]")));
    }
}
