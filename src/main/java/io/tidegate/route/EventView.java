package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event as jq sees it: {id, source, provider, type, receivedAt, headers, body}.
 *
 * <p>The body is read when a program first looks at it, once for all programs; looking at a body
 * that cannot be read fails with {@link JqFailure}.
 */
final class EventView {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventView() {}

    /**
     * The view of one event, to be used by one thread.
     *
     * @param reader reads the body
     */
    static JsonNode of(StoredEvent stored, BodyView.Reader reader) {
        return new ObjectNode(NODES, new Fields(stored, reader));
    }

    private static ObjectNode headers(Headers headers) {
        var node = NODES.objectNode();
        // The first field of a name wins, as for everything else that looks up a header.
        headers.forEach(
                (name, value) ->
                        node.putIfAbsent(name.toLowerCase(Locale.ROOT), TextNode.valueOf(value)));
        return node;
    }

    /** The seven fields, of which the last two are made on demand. */
    private static final class Fields extends AbstractMap<String, JsonNode> {

        private final StoredEvent stored;
        private final BodyView.Reader reader;
        private final Map<String, JsonNode> made = new LinkedHashMap<>();
        private @Nullable JqFailure unreadable;

        Fields(StoredEvent stored, BodyView.Reader reader) {
            this.stored = stored;
            this.reader = reader;
            Event event = stored.event();
            made.put("id", TextNode.valueOf(stored.id().toString()));
            made.put("source", TextNode.valueOf(event.source()));
            made.put("provider", TextNode.valueOf(event.provider()));
            made.put("type", TextNode.valueOf(event.type()));
            made.put("receivedAt", TextNode.valueOf(event.receivedAt().toString()));
        }

        @Override
        public @Nullable JsonNode get(@Nullable Object name) {
            if ("body".equals(name)) {
                return made.computeIfAbsent("body", body -> body());
            }
            if ("headers".equals(name)) {
                return made.computeIfAbsent("headers", all -> headers(stored.event().headers()));
            }
            return made.get(name);
        }

        /** Remembers failure too, so that rubbish is read once however many programs look. */
        private JsonNode body() {
            if (unreadable != null) {
                throw unreadable;
            }
            try {
                return reader.read(stored.event().headers(), stored.event().body());
            } catch (JqFailure failure) {
                unreadable = failure;
                throw failure;
            }
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return made.containsKey(name) || "body".equals(name) || "headers".equals(name);
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> entrySet() {
            get("headers");
            get("body");
            return made.entrySet();
        }
    }
}
