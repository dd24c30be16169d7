package io.tidegate.verify.value;

import java.util.Map;

/**
 * What an operator told one source about its provider, besides secrets.
 *
 * @param values by name, as provider files refer to them with a dollar sign
 * @param publicUrl the address that the sender was given, without a query; empty to take it from
 *     the Host header
 */
public record Settings(Map<String, String> values, String publicUrl) {

    /** Nothing was told. */
    public static final Settings NONE = new Settings(Map.of(), "");

    public Settings {
        values = Map.copyOf(values);
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException with a message for the user, if the provider has none of
     *     this name
     */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "'$%s' is not a setting of this provider; 'settings' has %s"
                            .formatted(name, values.isEmpty() ? "none" : values.keySet()));
        }
        return value;
    }
}
