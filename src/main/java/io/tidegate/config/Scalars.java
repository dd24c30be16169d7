package io.tidegate.config;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads single values from their text by the type that is wanted; YAML's own idea of {@code no},
 * {@code 012} or {@code 1_000} never counts.
 */
final class Scalars {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private static final Map<Class<?>, Function<String, Object>> READERS =
            Map.ofEntries(
                    entry(String.class, text -> text),
                    entry(Secret.class, Secret::new),
                    entry(int.class, Scalars::readInt),
                    entry(long.class, Scalars::readLong),
                    entry(double.class, Scalars::readDouble),
                    entry(boolean.class, Scalars::readBoolean),
                    entry(Boolean.class, Scalars::readBoolean),
                    entry(Duration.class, DurationText::parse),
                    entry(ByteSize.class, ByteSize::parse),
                    entry(EventTemplate.class, EventTemplate::new),
                    entry(Rate.class, Rate::parse));

    private Scalars() {}

    /** Whether values of this type are written as a single text. */
    static boolean isScalar(Class<?> type) {
        return READERS.containsKey(type) || type.isEnum();
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException if the text is none of this type, with a message for the
     *     user that shows the text in single quotes
     */
    static Object read(Class<?> type, String text) {
        Function<String, Object> reader = READERS.get(type);
        return reader == null ? readEnum(type, text) : reader.apply(text);
    }

    /** The words of an enum as files spell them: lower case with dashes. */
    static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::word).toList();
    }

    private static Object readEnum(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> word(it).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong(text, "one of: " + String.join(", ", words(type))));
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object readInt(String text) {
        long value = readLong(text);
        if (value != (int) value) {
            throw new IllegalArgumentException("'" + text + "' is too large");
        }
        return (int) value;
    }

    private static long readLong(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw wrong(text, "a whole number");
        }
        return Long.parseLong(text);
    }

    private static double readDouble(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw wrong(text, "a number");
        }
        return Double.parseDouble(text);
    }

    private static boolean readBoolean(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(text, "true or false");
        }
        return text.equals("true");
    }

    private static IllegalArgumentException wrong(String text, String wanted) {
        return new IllegalArgumentException("'" + text + "' is not " + wanted);
    }
}
