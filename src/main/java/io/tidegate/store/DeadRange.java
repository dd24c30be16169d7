package io.tidegate.store;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Some of the dead letters of one destination.
 *
 * @param destination the name of the destination
 * @param since the first moment of those that are meant
 * @param until the moment before which those have died that are meant
 * @param after the {@linkplain DeadLetter#place place} after which to go on; empty for the
 *     beginning
 */
public record DeadRange(String destination, Instant since, Instant until, String after) {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18}(-\\d{1,18})?)?");

    public DeadRange {
        if (!PLACE.matcher(after).matches()) {
            throw new IllegalArgumentException("is not the place of a dead letter");
        }
    }

    /** All of them. */
    public static DeadRange all(String destination) {
        return new DeadRange(destination, Instant.EPOCH, Instant.MAX, "");
    }

    /** The rest of them, after the letter at this place. */
    public DeadRange after(String place) {
        return new DeadRange(destination, since, until, place);
    }
}
