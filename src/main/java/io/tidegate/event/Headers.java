package io.tidegate.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The header fields of one request, in the order they arrived and with the spelling they had; names
 * are looked up without regard to case.
 *
 * <p>A request has some twenty fields, so a walk over an array beats a hash map and keeps order and
 * repetition, both of which signature schemes care about.
 */
public final class Headers {

    private static final Headers NONE = new Headers(new String[0]);

    private final String[] namesAndValues;

    private Headers(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** No header at all. */
    public static Headers none() {
        return NONE;
    }

    /**
     * Headers from alternating names and values.
     *
     * @throws IllegalArgumentException if the count is odd
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value");
        }
        return new Headers(namesAndValues.clone());
    }

    /** Headers from a list of alternating names and values, whose size must be even. */
    public static Headers of(List<String> namesAndValues) {
        return of(namesAndValues.toArray(String[]::new));
    }

    /** The number of fields; a name that was sent twice counts twice. */
    public int size() {
        return namesAndValues.length / 2;
    }

    /** The value of the first field of this name, which may be an empty text. */
    public Optional<String> first(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (isNamed(i, name)) {
                return Optional.of(namesAndValues[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** By length first: most names differ in it, and comparing it costs next to nothing. */
    private boolean isNamed(int i, String name) {
        String field = namesAndValues[i];
        return field.length() == name.length() && field.equalsIgnoreCase(name);
    }

    /** How many fields have this name. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (isNamed(i, name)) {
                count++;
            }
        }
        return count;
    }

    /** The values of all fields of this name in order; empty if there is none. */
    public List<String> all(String name) {
        var values = new ArrayList<String>(1);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (isNamed(i, name)) {
                values.add(namesAndValues[i + 1]);
            }
        }
        return values;
    }

    /** Calls {@code field} with each name, as it was spelled, and its value, in order. */
    public void forEach(BiConsumer<String, String> field) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            field.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** The same headers and one more at the end. */
    public Headers plus(String name, String value) {
        var longer = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        longer[longer.length - 2] = name;
        longer[longer.length - 1] = value;
        return new Headers(longer);
    }

    /** The same headers less every field of this name. */
    public Headers without(String name) {
        var kept = new ArrayList<String>(namesAndValues.length);
        forEach(
                (field, value) -> {
                    if (!field.equalsIgnoreCase(name)) {
                        kept.add(field);
                        kept.add(value);
                    }
                });
        return of(kept);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers
                && Arrays.equals(namesAndValues, headers.namesAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(namesAndValues);
    }

    /** The names only: values may be secrets. */
    @Override
    public String toString() {
        var names = new ArrayList<String>();
        forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT)));
        return names.toString();
    }
}
