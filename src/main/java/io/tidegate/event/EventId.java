package io.tidegate.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an event, which is also its address in the store: the shard, then the stream entry
 * id. Written {@code 7-1763900000000-3}. A part of an event that was split has the name of the
 * whole and its own behind a dot: {@code 7-1763900000000-3.2-9f86d081}.
 *
 * @param shard the shard's number, from 0
 * @param millis the first half of the stream entry id: when the store took it in, by its own clock
 * @param sequence the second half, from 0
 * @param part what tells a part from the others; empty for a whole event
 */
public record EventId(int shard, long millis, long sequence, String part) {

    private static final Pattern PART = Pattern.compile("[0-9a-z-]{1,32}");
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,4})-(\\d{1,18})-(\\d{1,18})(?:\\.([0-9a-z-]{1,32}))?");

    public EventId {
        if (shard < 0 || millis < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "negative part in event id " + shard + "-" + millis + "-" + sequence);
        }
        if (!part.isEmpty() && !PART.matcher(part).matches()) {
            throw new IllegalArgumentException("'" + part + "' cannot be the name of a part");
        }
    }

    /** The name of a whole event. */
    public EventId(int shard, long millis, long sequence) {
        this(shard, millis, sequence, "");
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
                        Long.parseLong(parts.group(3)),
                        Optional.ofNullable(parts.group(4)).orElse("")));
    }

    /** The name of a part of this event, 1 to 32 of a-z, 0-9 and -. */
    public EventId part(String name) {
        return new EventId(shard, millis, sequence, name);
    }

    /** The name of the event as it came, also of a part's. */
    public EventId whole() {
        return part.isEmpty() ? this : new EventId(shard, millis, sequence);
    }

    /** The stream entry id alone, as Redis writes it: {@code 1763900000000-3}. */
    public String entry() {
        return millis + "-" + sequence;
    }

    @Override
    public String toString() {
        String whole = shard + "-" + millis + "-" + sequence;
        return part.isEmpty() ? whole : whole + "." + part;
    }
}
