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
    Bounds between(String component, double value, double min, double max) {
        return that(
                component,
                value >= min && value <= max,
                "must be " + show(min) + " to " + show(max) + ", not " + show(value));
    }

    /** Demands a duration above zero. */
    Bounds positive(String component, Duration value) {
        return that(
                component,
                !value.isZero() && !value.isNegative(),
                "must be longer than zero; write it like 250ms or 5s");
    }

    /** Demands a size above zero. */
    Bounds positive(String component, ByteSize value) {
        return that(component, value.bytes() > 0, "must be larger than zero; write it like 64KiB");
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

    private static String show(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
