package io.tidegate.verify;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How values are written down: {@code header:X-Name}, {@code query:name}, {@code form:name}, {@code
 * json:/pointer}, {@code sig:field}, {@code text:constant}, {@code method}, {@code path}, {@code
 * url}, {@code body}, and {@code a | b} for the first that is there.
 *
 * <p>A new kind of value is one class and one line here.
 */
public final class ValueSyntax {

    private static final Map<String, Function<String, Value>> KINDS =
            new TreeMap<>(
                    Map.of(
                            "header", HeaderValue::new,
                            "query", QueryValue::new,
                            "form", FormValue::new,
                            "json", JsonValue::new,
                            "sig", FieldValue::new,
                            "text", ConstantValue::new));

    private static final Map<String, Value> PARTS =
            new TreeMap<>(
                    Map.of(
                            "method", RequestPart.METHOD,
                            "path", RequestPart.PATH,
                            "url", RequestPart.URL,
                            "body", RequestPart.BODY));

    private ValueSyntax() {}

    /**
     * The value that {@code text} stands for; a text with braces is a {@link Template}.
     *
     * @throws IllegalArgumentException with a message for the user, if it stands for none
     */
    public static Value parse(String text) {
        if (text.indexOf('{') >= 0) {
            return Template.parse(text);
        }
        List<Value> values =
                Arrays.stream(text.split("\\|", -1)).map(ValueSyntax::parseOne).toList();
        return values.size() == 1 ? values.get(0) : new FirstPresent(values);
    }

    private static Value parseOne(String text) {
        String word = text.strip();
        int colon = word.indexOf(':');
        String kind = colon < 0 ? word : word.substring(0, colon);
        Optional<Value> value =
                colon < 0 || colon == word.length() - 1
                        ? Optional.ofNullable(PARTS.get(word))
                        : Optional.ofNullable(KINDS.get(kind))
                                .map(make -> make.apply(word.substring(colon + 1)));
        return value.orElseThrow(() -> unknown(word));
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'%s' is not a value; write one of %s or %s"
                        .formatted(
                                word,
                                String.join(":..., ", KINDS.keySet()) + ":...",
                                String.join(", ", PARTS.keySet())));
    }
}
