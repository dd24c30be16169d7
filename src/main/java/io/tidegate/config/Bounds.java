package io.tidegate.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checks of one record's own values, made in its constructor, so that all that is wrong with it
 * is said at once.
 */
final class Bounds {

    private final Map<String, String> wrong = new LinkedHashMap<>();

    /** Demands {@code min <= value <= max}. */
    Bounds between(String component, long value, long min, long max) {
        return that(
                component,
                value >= min && value <= max,
                "must be " + min + " to " + max + ", not " + value);
    }

    /** Demands {@code min <= value <= max}. */
    Bounds between(String component, double value, double min, double max) {
        return that(
                component,
                value >= min && value <= max,
                "must be " + min + " to " + max + ", not " + value);
    }

    /** Demands a duration above zero. */
    Bounds positive(String component, Duration value) {
        return that(
                component,
                !value.isZero() && !value.isNegative(),
                "must be longer than zero; write it like 250ms or 5s");
    }

    /** Demands a duration of zero or more. */
    Bounds notNegative(String component, Duration value) {
        return that(component, !value.isNegative(), "must not be negative");
    }

    /** Demands {@code min <= value <= max}. */
    Bounds between(String component, ByteSize value, ByteSize min, ByteSize max) {
        return that(
                component,
                value.bytes() >= min.bytes() && value.bytes() <= max.bytes(),
                "must be " + min + " to " + max + ", not " + value);
    }

    /** Demands what is not about one component alone. */
    Bounds that(boolean holds, String text) {
        return that(OutOfBounds.WHOLE, holds, text);
    }

    /** Demands that {@code holds}. */
    Bounds that(String component, boolean holds, String text) {
        if (!holds) {
            wrong.putIfAbsent(component, text);
        }
        return this;
    }

    /**
     * Ends the checks.
     *
     * @throws OutOfBounds if any demand was not met
     */
    void check() {
        if (!wrong.isEmpty()) {
            throw new OutOfBounds(wrong);
        }
    }
}
