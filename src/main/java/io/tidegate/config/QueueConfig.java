package io.tidegate.config;

import java.time.Duration;

/**
 * Keeps deliveries until clients fetch them, through the admin API. A delivery that was handed out
 * as often as {@code retry} has attempts, and never acknowledged, is a dead letter.
 *
 * @param visibility for how long a client has what it fetched, unless it asks for another time,
 *     before the next one may: 1s to 12h; default 30s
 */
public record QueueConfig(@Default("30s") Duration visibility) {

    /** For how long a client may have a delivery, or put it off. */
    public static final Duration MOST_VISIBILITY = Duration.ofHours(12);

    private static final Duration LEAST = Duration.ofSeconds(1);

    public QueueConfig {
        new Bounds().that("visibility", isVisibility(visibility), "must be 1s to 12h").check();
    }

    private static boolean isVisibility(Duration time) {
        return time.compareTo(LEAST) >= 0 && time.compareTo(MOST_VISIBILITY) <= 0;
    }

    /**
     * Reads a visibility that a client asks for.
     *
     * @throws IllegalArgumentException if it is none, with a message for the client
     */
    public static Duration parseVisibility(String text) {
        var time = DurationText.parse(text);
        if (!isVisibility(time)) {
            throw new IllegalArgumentException("must be 1s to 12h");
        }
        return time;
    }

    /**
     * Reads after which time a client gives back what it has.
     *
     * @throws IllegalArgumentException if it is none, with a message for the client
     */
    public static Duration parseDelay(String text) {
        var time = DurationText.parse(text);
        if (time.compareTo(MOST_VISIBILITY) > 0) {
            throw new IllegalArgumentException("must not be longer than 12h");
        }
        return time;
    }
}
