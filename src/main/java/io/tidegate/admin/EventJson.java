package io.tidegate.admin;

import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DeadLetter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
        byte[] body = stored.event().body();
        JsonObject json = line(stored).put("headers", headers(stored.event().headers()));
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return json.put("body", text.toString());
        } catch (CharacterCodingException notText) {
            return json.put("bodyBase64", Base64.getEncoder().encodeToString(body));
        }
    }

    private static JsonArray headers(Headers headers) {
        var list = new JsonArray();
        headers.forEach(
                (name, value) -> list.add(new JsonObject().put("name", name).put("value", value)));
        return list;
    }

    /** A dead letter in a list. */
    static JsonObject line(DeadLetter letter) {
        return line(letter.delivery().stored())
                .put("destination", letter.delivery().destination())
                .put("attempts", letter.delivery().attempt())
                .put("reason", letter.reason())
                .put("diedAt", letter.diedAt().toString());
    }
}
