package io.tidegate.config;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A text that is never shown. One that the configuration takes from a file can be read again, so
 * that it may be changed while the gateway runs. Secrets with the same text are equal.
 */
public final class Secret {

    /** No secret. */
    public static final Secret NONE = new Secret("");

    private final String value;
    private final Optional<Supplier<Optional<String>>> source;

    /** A secret that stays as it is; an empty text is none. */
    public Secret(String value) {
        this(value, Optional.empty());
    }

    private Secret(String value, Optional<Supplier<Optional<String>>> source) {
        this.value = value;
        this.source = source;
    }

    /**
     * The same secret, which can be read again.
     *
     * @param reading gives the text as it is now, or nothing if it cannot be had
     */
    Secret readAgainBy(Supplier<Optional<String>> reading) {
        return new Secret(value, Optional.of(reading));
    }

    /** The secret itself; empty if none is configured. */
    public String value() {
        return value;
    }

    /** Whether there is one. */
    public boolean isPresent() {
        return !value.isEmpty();
    }

    /** Whether it lies in a file, so that it may become another. */
    public boolean isRenewable() {
        return source.isPresent();
    }

    /**
     * The secret as it is now. It is this one if it lies in no file, or in one that is empty or
     * cannot be read: whoever replaces a file may not be done. Reads the file: not for event loops.
     */
    public Secret renewed() {
        return source.flatMap(Supplier::get)
                .filter(text -> !text.isEmpty())
                .map(text -> new Secret(text, source))
                .orElse(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return isPresent() ? "***" : "";
    }
}
