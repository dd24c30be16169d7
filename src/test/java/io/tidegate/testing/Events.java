package io.tidegate.testing;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events for tests, different in what a test names and alike in the rest. */
public final class Events {

    /** When every event here was received. */
    public static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05.678Z");

    private Events() {}

    /** An event of source {@code shop} with this dedup key, which is also in its body. */
    public static Event event(String dedupKey) {
        return event("shop", dedupKey);
    }

    /** An event of this source with this dedup key, which is also in its body. */
    public static Event event(String source, String dedupKey) {
        return event(source, dedupKey, ("{\"key\":\"" + dedupKey + "\"}"));
    }

    /** An event with a body of its own. */
    public static Event event(String source, String dedupKey, String body) {
        return new Event(
                source,
                "custom",
                "order.paid",
                dedupKey,
                RECEIVED,
                Headers.of("Content-Type", "application/json", "X-Shop", "a", "x-shop", "ü"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The event's own bytes on their way to this destination, before the first attempt. */
    public static Delivery delivery(StoredEvent stored, String destination) {
        return new Delivery(stored, destination, stored.event().body(), 0);
    }
}
