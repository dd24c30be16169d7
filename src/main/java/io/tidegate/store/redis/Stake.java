package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DedupRule;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one event has to say in one claim.
 *
 * @param hash of what is claimed, a key or a body
 * @param id who claims it
 * @param bodySum a check sum of the event's body
 * @param rule for how long, and whether another body makes a conflict that is kept
 */
record Stake(DedupHash hash, EventId id, int bodySum, DedupRule rule) {

    /**
     * A bucket stretches over the shortest of these spans that is no shorter than the window. They
     * are not the windows themselves, so that most changes of a window forget nothing.
     */
    private static final List<Duration> SPANS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(3),
                    Duration.ofDays(7),
                    Duration.ofDays(30),
                    Duration.ofDays(90));

    private static final int ID_BYTES = 10;

    /** The claim on the event's key. */
    static Stake onKey(StoredEvent stored, DedupRule rule) {
        return of(DedupHash.of(stored.event()), stored, rule);
    }

    /** The claim on the event's body, which leaves no room for conflicts. */
    static Stake onBody(StoredEvent stored, DedupRule rule) {
        return of(DedupHash.ofBody(stored.event()), stored, DedupRule.byKey(rule.window()));
    }

    private static Stake of(DedupHash hash, StoredEvent stored, DedupRule rule) {
        return new Stake(hash, stored.id(), sum(stored.event()), rule);
    }

    private static int sum(Event event) {
        var sum = new CRC32C();
        sum.update(event.body());
        return (int) sum.getValue();
    }

    /** The length of a period in seconds. */
    long spanSeconds() {
        return SPANS.stream()
                .filter(it -> it.compareTo(rule.window()) >= 0)
                .findFirst()
                .orElse(rule.window())
                .toSeconds();
    }

    /**
     * The event's own period, the one before, and the one after: a later event may have been read,
     * and have claimed, before.
     */
    List<Long> periods() {
        long period = id.millis() / (spanSeconds() * 1_000);
        return List.of(period, period - 1, period + 1);
    }

    /** What the script needs to know, in its order. */
    List<Object> arguments() {
        return List.of(
                hash.field(),
                rule.keepsConflicts() ? hash.fieldWith(bodySum) : "",
                value(),
                rule.window().toMillis(),
                2 * spanSeconds());
    }

    /** Six bytes of milliseconds, four of the sequence, four of the body's sum. */
    private byte[] value() {
        return ByteBuffer.allocate(ID_BYTES + Integer.BYTES)
                .putShort((short) (id.millis() >>> Integer.SIZE))
                .putInt((int) id.millis())
                .putInt((int) id.sequence())
                .putInt(bodySum)
                .array();
    }
}
