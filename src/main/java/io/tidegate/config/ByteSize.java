package io.tidegate.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory or of traffic, written {@code 512}, {@code 64KiB}, {@code 1MiB}, {@code
 * 2GiB}.
 *
 * @param bytes how many bytes, from 0
 */
public record ByteSize(long bytes) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size below zero: " + bytes);
        }
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if it is none, with a message for the user
     */
    public static ByteSize parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        Long unit = parts.matches() ? UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size; write it like 64KiB, 1MiB or 2GiB");
        }
        return new ByteSize(Math.multiplyExact(Long.parseLong(parts.group(1)), unit));
    }

    @Override
    public String toString() {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes > 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "";
    }
}
