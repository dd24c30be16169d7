package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/** What a route sends of an event that it wants. */
@FunctionalInterface
interface Payload {

    /** How many bytes the parts of one event may have together. */
    long MAX_PARTS_BYTES = 16 << 20;

    /**
     * Makes what is sent: for each item one delivery to each destination. Empty if there is nothing
     * to send. Fails with {@link JqFailure} if it cannot be made.
     */
    List<Item> of(StoredEvent stored, JsonNode event);

    /**
     * One thing to send.
     *
     * @param stored the event, or the part of it that this is
     * @param bytes the payload
     */
    record Item(StoredEvent stored, byte[] bytes) {}

    /** The body as it is. */
    static Payload body() {
        return (stored, event) -> List.of(new Item(stored, stored.event().body()));
    }

    /** The program's one value as JSON. */
    static Payload whole(Jq program) {
        return (stored, event) ->
                program.run(event, 1).stream()
                        .map(value -> new Item(stored, JsonBody.write(value)))
                        .toList();
    }

    /** Each of the program's values as JSON, as an event of its own; {@code max} at most. */
    static Payload parts(Jq program, int max) {
        return (stored, event) -> parts(stored, program.run(event, max));
    }

    private static List<Item> parts(StoredEvent stored, List<JsonNode> values) {
        var splitter = new Splitter(stored);
        var parts = new ArrayList<Item>(values.size());
        long bytes = 0;
        for (JsonNode value : values) {
            byte[] body = JsonBody.write(value);
            bytes += body.length;
            if (bytes > MAX_PARTS_BYTES) {
                throw new JqFailure("parts have more than " + MAX_PARTS_BYTES + " bytes together");
            }
            parts.add(new Item(splitter.next(body), body));
        }
        return parts;
    }
}
