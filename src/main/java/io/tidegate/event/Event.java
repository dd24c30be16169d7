package io.tidegate.event;

import java.time.Instant;

/**
 * One verified request, before or after it is stored.
 *
 * @param source the configured entrance it came through
 * @param provider the kind of sender, an id of the catalogue, {@code custom}, or {@code tidegate}
 *     for an event that we emitted ourselves
 * @param type the provider's name for what happened; empty if it has none
 * @param dedupKey what makes two requests the same event within the source; never empty
 * @param receivedAt when its head arrived, by the gateway's clock
 * @param headers the headers that are kept
 * @param body the exact bytes that were signed; callers must not change them
 */
public record Event(
        String source,
        String provider,
        String type,
        String dedupKey,
        Instant receivedAt,
        Headers headers,
        byte[] body) {

    public Event {
        if (dedupKey.isEmpty()) {
            throw new IllegalArgumentException("an event of " + source + " without a dedup key");
        }
    }

    /** The same event with other headers. */
    public Event withHeaders(Headers others) {
        return new Event(source, provider, type, dedupKey, receivedAt, others, body);
    }

    /** Shape only: headers and body may hold personal data. */
    @Override
    public String toString() {
        return "event of " + source + " (" + type + ", " + body.length + " bytes)";
    }
}
