package io.tidegate.config;

/**
 * A text that is never shown.
 *
 * @param value the secret itself; empty if none is configured
 */
public record Secret(String value) {

    /** No secret. */
    public static final Secret NONE = new Secret("");

    /** Whether there is one. */
    public boolean isPresent() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return isPresent() ? "***" : "";
    }
}
