package io.tidegate.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an event, which is also its address in the store: the shard, then the stream entry
 * id. Written {@code 7-1763900000000-3}.
 *
 * @param shard the shard's number, from 0
 * @param millis the first half of the stream entry id: when the store took it in, by its own clock
 * @param sequence the second half, from 0
 */
public record EventId(int shard, long millis, long sequence) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})-(\\d{1,18})-(\\d{1,18})");

    public EventId {
        if (shard < 0 || millis < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "negative part in event id " + shard + "-" + millis + "-" + sequence);
        }
    }

    /** Reads the form that {@link #toString} writes; empty for any other text. */
    public static Optional<EventId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new EventId(
                        Integer.parseInt(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3))));
    }

    /** The stream entry id alone, as Redis writes it: {@code 1763900000000-3}. */
    public String entry() {
        return millis + "-" + sequence;
    }

    @Override
    public String toString() {
        return shard + "-" + millis + "-" + sequence;
    }
}
