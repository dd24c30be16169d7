package io.tidegate.verify.value;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How values are written down: {@code header:X-Name}, {@code query:name}, {@code form:name}, {@code
 * json:/pointer}, {@code xml:Name}, {@code sig:field}, {@code claim:name}, {@code jose:name},
 * {@code text:constant}, {@code "constant"}, {@code $setting}, {@code method}, {@code path}, {@code
 * target}, {@code rawquery}, {@code url}, {@code body}, {@code secret}, {@code name(value, ...)}
 * for a function, and {@code a | b} for the first that is there.
 *
 * <p>A new kind of value is one class and one line here.
 */
public final class ValueSyntax {

    private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z$][^{}]*)}");

    private static final Map<String, Function<String, Value>> KINDS =
            new TreeMap<>(
                    Map.ofEntries(
                            entry("header", ValueSyntax::header),
                            entry("query", QueryValue::new),
                            entry("form", FormValue::new),
                            entry("xml", name -> new XmlValue(RequestPart.BODY, name)),
                            entry("sig", FieldValue::new),
                            entry("claim", TokenValue::claim),
                            entry("jose", TokenValue::header),
                            entry("text", ConstantValue::new)));

    private final Settings settings;
    private final Map<String, Value> parts;
    private final Map<String, FunctionMaker> functions;
    private final Map<String, Function<String, Value>> kinds = new TreeMap<>(KINDS);

    /**
     * The language for one source.
     *
     * @param settings what its operator told about it
     * @param moreFunctions functions besides the common ones, by name
     */
    public ValueSyntax(Settings settings, Map<String, FunctionMaker> moreFunctions) {
        this.settings = settings;
        var plan = new JsonPlan();
        kinds.put("json", pointer -> new JsonValue(pointer, plan));
        functions = new HashMap<>(Functions.ALL);
        functions.putAll(moreFunctions);
        parts =
                new TreeMap<>(
                        Map.of(
                                "method", RequestPart.METHOD,
                                "path", RequestPart.PATH,
                                "target", RequestPart.TARGET,
                                "rawquery", RequestPart.QUERY,
                                "received", RequestPart.RECEIVED,
                                "url", new UrlValue(settings.publicUrl()),
                                "body", RequestPart.BODY,
                                "secret", SecretValue.SECRET));
    }

    private static Value header(String name) {
        return name.endsWith("*")
                ? new NumberedHeaders(name.substring(0, name.length() - 1))
                : new HeaderValue(name);
    }

    /**
     * The value that {@code text} stands for; a text with braces is a {@link Template}.
     *
     * @throws IllegalArgumentException with a message for the user, if it stands for none
     */
    public Value value(String text) {
        return text.indexOf('{') >= 0 ? template(text) : new ValueParser(text, this).all();
    }

    /**
     * The template that {@code text} stands for.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public Template template(String text) {
        var pieces = new ArrayList<Value>();
        var values = IN_BRACES.matcher(text);
        int end = 0;
        while (values.find()) {
            addConstant(pieces, text.substring(end, values.start()));
            pieces.add(new ValueParser(values.group(1), this).all());
            end = values.end();
        }
        addConstant(pieces, text.substring(end));
        return Template.of(pieces);
    }

    private static void addConstant(List<Value> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new ConstantValue(text));
        }
    }

    /**
     * A name that may be a setting's, as {@code $header}.
     *
     * @throws IllegalArgumentException with a message for the user, if there is no such setting
     */
    public String name(String text) {
        return text.startsWith("$") ? settings.get(text.substring(1)) : text;
    }

    /** The value of a word with no colon, such as {@code body}; a dollar sign names a setting. */
    Value word(String word) {
        if (word.startsWith("$")) {
            return new ConstantValue(name(word));
        }
        return Optional.ofNullable(parts.get(word)).orElseThrow(() -> unknown(word));
    }

    /** The value of a kind and a name, such as {@code header} and {@code X-Name}. */
    Value named(String kind, String name) {
        Function<String, Value> make = kinds.get(kind);
        if (make == null || name.isEmpty()) {
            throw unknown(kind + ":" + name);
        }
        return make.apply(name(name));
    }

    /** The value of a function call. */
    Value call(String name, List<Value> arguments) {
        FunctionMaker function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException(
                    "there is no function '%s'; there are %s"
                            .formatted(name, String.join(", ", new TreeSet<>(functions.keySet()))));
        }
        try {
            return function.make(arguments);
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(name + "(): " + problem.getMessage(), problem);
        }
    }

    private IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "'%s' is not a value; write one of %s, %s, $setting, \"text\" or function(...)"
                        .formatted(
                                word,
                                String.join(":..., ", kinds.keySet()) + ":...",
                                String.join(", ", parts.keySet())));
    }
}
