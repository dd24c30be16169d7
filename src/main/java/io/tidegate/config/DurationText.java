package io.tidegate.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as files write them: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 6h}, {@code 3d}.
 */
final class DurationText {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1));

    /** Far above any sense, and far below where nanoseconds overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private DurationText() {}

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if it is none, with a message for the user
     */
    static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Duration unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write it like 250ms, 5s, 10m, 6h or 3d");
        }
        long count = Long.parseLong(parts.group(1));
        if (count > LONGEST.dividedBy(unit)) {
            throw new IllegalArgumentException("'" + text + "' is longer than 3650d");
        }
        return unit.multipliedBy(count);
    }

    /** Writes a duration of whole milliseconds in the largest unit that divides it. */
    static String format(Duration duration) {
        return UNITS.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .filter(unit -> duration.toMillis() % unit.getValue().toMillis() == 0)
                .findFirst()
                .map(unit -> duration.dividedBy(unit.getValue()) + unit.getKey())
                .orElseThrow();
    }
}
