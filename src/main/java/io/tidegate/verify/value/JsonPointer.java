package io.tidegate.verify.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place inside a JSON document, such as {@code /event/type}; {@code *} is the item of a list that
 * is being looked at. The document is read as a stream, up to the place and no further; no tree is
 * built.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901, JSON Pointer</a>
 */
public final class JsonPointer {

    static final String ITEM = "*";
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,7}");
    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_NAME = 64 * 1024;

    // Names are not interned: senders choose them.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(500)
                                    .maxNumberLength(400)
                                    .maxStringLength(MAX_TEXT)
                                    .maxNameLength(MAX_NAME)
                                    .build())
                    .build();

    private final List<String> steps;

    /**
     * A place.
     *
     * @param pointer begins with a slash, or is empty for the whole document
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public JsonPointer(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "json:" + pointer + " must begin with a slash, as in json:/data/id");
        }
        steps =
                pointer.isEmpty()
                        ? List.of()
                        : Arrays.stream(pointer.substring(1).split("/", -1))
                                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                                .toList();
    }

    /** A parser of documents that nobody vouches for. */
    public static JsonParser parser(byte[] document) throws IOException {
        return JSON.createParser(document);
    }

    /** The names and indexes on the way. */
    List<String> steps() {
        return steps;
    }

    /** Whether it leads through the item that is being looked at. */
    boolean hasItem() {
        return steps.contains(ITEM);
    }

    /** The text, number or truth value there; empty if there is none. */
    public Optional<String> text(byte[] document, int item) {
        try (JsonParser parser = parser(document)) {
            JsonToken token = find(parser, steps, item) ? parser.currentToken() : null;
            boolean isText =
                    token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
            return isText ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /**
     * Where bytes are.
     *
     * @param start the offset of the first
     * @param end the offset after the last
     */
    public record Span(int start, int end) {}

    /** The name of the first member of the object there that is none of {@code others}. */
    Optional<String> member(byte[] document, int item, Set<String> others) {
        try (JsonParser parser = parser(document)) {
            if (!find(parser, steps, item) || parser.currentToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (!others.contains(parser.currentName())) {
                    return Optional.of(parser.currentName());
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** The bytes of the document that write the value there; empty if there is none. */
    Optional<byte[]> raw(byte[] document, int item) {
        return span(document, item).map(it -> Arrays.copyOfRange(document, it.start(), it.end()));
    }

    /** Where the document writes the value there; empty if there is none. */
    public Optional<Span> span(byte[] document, int item) {
        try (JsonParser parser = parser(document)) {
            if (!find(parser, steps, item) || parser.currentToken() == null) {
                return Optional.empty();
            }
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            // Makes the parser read a text to its end, which it puts off.
            parser.finishToken();
            int end = (int) parser.currentLocation().getByteOffset();
            // Offsets of documents that are not UTF-8 are not known.
            return start < 0 ? Optional.empty() : Optional.of(new Span(start, end));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Whether a name on the way there comes twice in its object, in any case of its letters. */
    boolean isRepeated(byte[] document, int item) {
        try (JsonParser parser = parser(document)) {
            parser.nextToken();
            return new RepeatedName(parser, item).isOn(steps);
        } catch (IOException notJson) {
            return true;
        }
    }

    /** How many items the list has that {@code *} stands in; 0 if there is no such list. */
    public int items(byte[] document) {
        try (JsonParser parser = parser(document)) {
            List<String> upTo = steps.subList(0, steps.indexOf(ITEM));
            if (!find(parser, upTo, 0) || parser.currentToken() != JsonToken.START_ARRAY) {
                return 0;
            }
            int count = 0;
            while (isItem(parser.nextToken())) {
                parser.skipChildren();
                count++;
            }
            return count;
        } catch (IOException notJson) {
            return 0;
        }
    }

    private static boolean find(JsonParser parser, List<String> steps, int item)
            throws IOException {
        parser.nextToken();
        for (String step : steps) {
            if (!enter(parser, step, item)) {
                return false;
            }
        }
        return true;
    }

    /** Moves from an object or array to its member of this name or index. */
    private static boolean enter(JsonParser parser, String step, int item) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return enterObject(parser, step);
        }
        return parser.currentToken() == JsonToken.START_ARRAY
                && (step.equals(ITEM)
                        ? enterArray(parser, item)
                        : INDEX.matcher(step).matches()
                                && enterArray(parser, Integer.parseInt(step)));
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

    private static boolean enterArray(JsonParser parser, int index) throws IOException {
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
