package io.tidegate.verify.scheme;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a timestamp is written. */
public enum TimeUnit {
    /** Seconds since 1970, possibly with a fraction. */
    SECONDS,
    /** Milliseconds since 1970. */
    MILLISECONDS,
    /** Microseconds since 1970. */
    MICROSECONDS,
    /** Nanoseconds since 1970. */
    NANOSECONDS,
    /** A date and time as in ISO 8601, with a time zone or in universal time. */
    ISO,
    /** A date and time as in HTTP's Date field. */
    HTTP;

    private static final int MOST_SECONDS_DIGITS = 15;
    private static final int MOST_DIGITS = 18;
    private static final Pattern FRACTION = Pattern.compile("[0-9]{1,15}\\.[0-9]{1,9}");
    private static final Pattern NO_ZONE = Pattern.compile(".*[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?");

    /** The instant that the text stands for; empty if it stands for none. */
    public Optional<Instant> read(String text) {
        try {
            return switch (this) {
                case SECONDS -> seconds(text);
                case MILLISECONDS -> count(text).map(Instant::ofEpochMilli);
                case MICROSECONDS -> count(text).map(it -> at(it, 1_000_000));
                case NANOSECONDS -> count(text).map(it -> at(it, 1_000_000_000));
                case ISO -> Optional.of(iso(text));
                case HTTP ->
                        Optional.of(
                                ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                        .toInstant());
            };
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> seconds(String text) {
        if (isNumber(text, MOST_SECONDS_DIGITS)) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        return FRACTION.matcher(text).matches() ? Optional.of(fraction(text)) : Optional.empty();
    }

    /** Without a pattern, which would cost a fifth of the hash of a small body. */
    private static boolean isNumber(String text, int mostDigits) {
        if (text.isEmpty() || text.length() > mostDigits) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Instant fraction(String text) {
        int dot = text.indexOf('.');
        String nanos = (text.substring(dot + 1) + "000000000").substring(0, 9);
        return Instant.ofEpochSecond(Long.parseLong(text.substring(0, dot)), Long.parseLong(nanos));
    }

    private static Optional<Long> count(String text) {
        return isNumber(text, MOST_DIGITS) ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Instant at(long count, long perSecond) {
        return Instant.ofEpochSecond(
                count / perSecond, count % perSecond * (1_000_000_000 / perSecond));
    }

    private static Instant iso(String text) {
        String zoned = NO_ZONE.matcher(text).matches() ? text + "Z" : text;
        return OffsetDateTime.parse(zoned.replace(' ', 'T')).toInstant();
    }

    /** The text for an instant. */
    public String write(Instant instant) {
        return switch (this) {
            case SECONDS -> Long.toString(instant.getEpochSecond());
            case MILLISECONDS -> Long.toString(instant.toEpochMilli());
            case MICROSECONDS -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            case NANOSECONDS -> Long.toString(ChronoUnit.NANOS.between(Instant.EPOCH, instant));
            case ISO -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
            case HTTP ->
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
        };
    }
}
