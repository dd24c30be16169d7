package io.tidegate.admin;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object that a caller sent, read key by key; what is wrong with it fails with words. */
final class JsonInput {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

    private final JsonObject json;

    private JsonInput(JsonObject json) {
        this.json = json;
    }

    /** The input is not what was asked for; the message says what is wrong and quotes nothing. */
    static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads a body that may have these keys and no others; an empty one has none.
     *
     * @throws Malformed if it is no JSON object, or has another key
     */
    static JsonInput of(@Nullable Buffer body, Set<String> keys) {
        try {
            return of(
                    body == null || body.length() == 0 ? new JsonObject() : new JsonObject(body),
                    keys);
        } catch (DecodeException notJson) {
            throw new Malformed("the body must be a JSON object");
        }
    }

    /** The same for what stands behind the question mark; {@code ids} may be there repeatedly. */
    static JsonInput of(MultiMap query, Set<String> keys) {
        var json = new JsonObject();
        for (String name : query.names()) {
            var values = query.getAll(name);
            json.put(name, name.equals("ids") ? new JsonArray(values) : values.get(0));
        }
        return of(json, keys);
    }

    private static JsonInput of(JsonObject json, Set<String> keys) {
        if (!keys.containsAll(json.fieldNames())) {
            throw new Malformed("known keys: " + String.join(", ", new TreeSet<>(keys)));
        }
        return new JsonInput(json);
    }

    /** A text; {@code otherwise} if the key is absent. */
    String text(String key, String otherwise) {
        return value(key, String.class, "a text").orElse(otherwise);
    }

    /** Whether the key is there and true. */
    boolean flag(String key) {
        return value(key, Boolean.class, "true or false").orElse(false);
    }

    /** A whole number within these bounds, or one as text; {@code otherwise} if it is absent. */
    int number(String key, int min, int max, int otherwise) {
        Object value = json.getValue(key, otherwise);
        if (!DIGITS.matcher(value.toString()).matches()
                || Integer.parseInt(value.toString()) < min
                || Integer.parseInt(value.toString()) > max) {
            throw new Malformed(key + " must be a whole number from " + min + " to " + max);
        }
        return Integer.parseInt(value.toString());
    }

    /** A moment; {@code otherwise} if the key is absent. */
    Instant moment(String key, Instant otherwise) {
        return parsed(key, JsonInput::moment).orElse(otherwise);
    }

    /** Reads a moment that fits into the milliseconds of a store. */
    static Instant moment(String text) {
        try {
            Instant moment = Instant.parse(text);
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST_MOMENT)) {
                throw new IllegalArgumentException("must be from 1970 to 9999");
            }
            return moment;
        } catch (DateTimeParseException notAMoment) {
            throw new IllegalArgumentException(
                    "must be a moment, as 2026-11-23T12:00:00Z", notAMoment);
        }
    }

    /** What a text is read as; empty if the key is absent or the text is. */
    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return parsed(key, text(key, ""), parser);
    }

    /** What a text is read as that was given under this name; empty if it is. */
    static <T> Optional<T> parsed(String key, String text, Function<String, T> parser) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text));
        } catch (IllegalArgumentException wrong) {
            throw new Malformed(key + ": " + wrong.getMessage());
        }
    }

    /** Up to {@code max} texts; none if the key is absent. */
    Set<String> texts(String key, int max) {
        var texts = new LinkedHashSet<String>();
        var list = value(key, JsonArray.class, "a list of texts").orElseGet(JsonArray::new);
        if (list.size() > max) {
            throw new Malformed(key + " must not have more than " + max + " items");
        }
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw new Malformed(key + " must be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private <T> Optional<T> value(String key, Class<T> type, String wanted) {
        Object value = json.getValue(key);
        if (value != null && !type.isInstance(value)) {
            throw new Malformed(key + " must be " + wanted);
        }
        return Optional.ofNullable(value).map(type::cast);
    }
}
