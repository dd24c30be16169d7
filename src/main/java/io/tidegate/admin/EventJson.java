package io.tidegate.admin;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.Parked;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Events and dead letters as the REST API shows them. */
final class EventJson {

    private EventJson() {}

    /** An event in a list: everything but headers and body. */
    static JsonObject line(StoredEvent stored) {
        Event event = stored.event();
        return new JsonObject()
                .put("id", stored.id().toString())
                .put("source", event.source())
                .put("provider", event.provider())
                .put("type", event.type())
                .put("receivedAt", event.receivedAt().toString())
                .put("dedupKey", event.dedupKey())
                .put("bytes", event.body().length);
    }

    /**
     * An event with headers and body. The body is under {@code body} if it is UTF-8, else, byte for
     * byte, under {@code bodyBase64}.
     */
    static JsonObject whole(StoredEvent stored) {
        var json = line(stored).put("headers", headers(stored.event().headers()));
        return putBytes(json, "body", stored.event().body());
    }

    /** What a client of a queue has fetched: the event, and the payload for the queue. */
    static JsonObject item(Delivery delivery) {
        var json =
                line(delivery.stored())
                        .put("attempt", delivery.attempt())
                        .put("headers", headers(delivery.stored().event().headers()));
        return putBytes(json, "payload", delivery.payload());
    }

    private static JsonObject putBytes(JsonObject json, String name, byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return json.put(name, text.toString());
        } catch (CharacterCodingException notText) {
            return json.put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static JsonArray headers(Headers headers) {
        var list = new JsonArray();
        headers.forEach(
                (name, value) -> list.add(new JsonObject().put("name", name).put("value", value)));
        return list;
    }

    /** A dead letter in a list; the place is what the list can be gone on with. */
    static JsonObject line(DeadLetter letter) {
        return line(letter.delivery(), letter.setback())
                .put("diedAt", letter.diedAt().toString())
                .put("place", letter.place());
    }

    /** A parked delivery in a list; one that stands in line behind another has no due time. */
    static JsonObject line(Parked parked) {
        var json = line(parked.delivery(), parked.setback());
        return parked.dueAt().equals(Instant.MAX)
                ? json.put("inLine", true)
                : json.put("dueAt", parked.dueAt().toString());
    }

    /** The answer is cut off after some bytes, so it may end within a letter and not be UTF-8. */
    private static JsonObject line(Delivery delivery, Setback setback) {
        var json =
                line(delivery.stored())
                        .put("destination", delivery.destination())
                        .put("attempts", delivery.attempt())
                        .put("reason", setback.reason());
        byte[] answer = setback.answer().bytes();
        return answer.length == 0 ? json : putBytes(json, "answer", answer);
    }
}
