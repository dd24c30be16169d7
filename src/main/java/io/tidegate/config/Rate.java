package io.tidegate.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen: {@code 200/s}, {@code 30/m}, {@code 5/h}.
 *
 * @param permits how many times, 1 to 1000000; 0 means without a limit
 * @param per in which time: a second, a minute or an hour
 */
public record Rate(int permits, Duration per) {

    /** As often as it comes. */
    public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1));

    private static final int MOST_PERMITS = 1_000_000;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})/([smh])");

    public Rate {
        if (permits < 0 || permits > MOST_PERMITS) {
            throw new IllegalArgumentException(
                    "'" + permits + "' is not 1 to " + MOST_PERMITS + " times");
        }
    }

    /**
     * Reads a rate; {@code unlimited} is none.
     *
     * @throws IllegalArgumentException if the text is none, with a message for the user
     */
    public static Rate parse(String text) {
        if (text.equals("unlimited")) {
            return UNLIMITED;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is not a rate; write it like 200/s");
        }
        return new Rate(Integer.parseInt(parts.group(1)), unit(parts.group(2).charAt(0)));
    }

    private static Duration unit(char letter) {
        return switch (letter) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }

    /** Whether there is a limit. */
    public boolean isLimited() {
        return permits > 0;
    }

    /** How many times a second; infinite if there is no limit. */
    public double perSecond() {
        return isLimited() ? permits * 1_000.0 / per.toMillis() : Double.POSITIVE_INFINITY;
    }

    /** How long after the start the one of this number, from 0, may happen. */
    public Duration startOf(long number) {
        return isLimited() ? per.multipliedBy(number).dividedBy(permits) : Duration.ZERO;
    }

    @Override
    public String toString() {
        if (!isLimited()) {
            return "unlimited";
        }
        return permits + (per.toHours() > 0 ? "/h" : per.toMinutes() > 0 ? "/m" : "/s");
    }
}
