package io.tidegate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.event.Event;
import io.tidegate.event.InboundRequest;
import io.tidegate.provider.CapturedRequest;
import io.tidegate.provider.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An event in a file: {@code {source?, type?, headers, body | body_base64}}, where the body is JSON
 * or a text; or a captured request; or what {@code GET /api/v1/events/{id}} shows.
 */
final class EventFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode node;

    private EventFile(ObjectNode node) {
        this.node = node;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException with a message for the user, if it holds no event
     */
    static EventFile read(Path file) {
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            if (node instanceof ObjectNode object) {
                return new EventFile(plain(object));
            }
            throw new IllegalArgumentException(
                    file + " must hold an object: {source, headers, body}");
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    file + " is not JSON: " + notJson.getOriginalMessage(), notJson);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read " + file, unreadable);
        }
    }

    /** In the form of a captured request, whichever it had. */
    private static ObjectNode plain(ObjectNode written) {
        ObjectNode plain = written.deepCopy();
        if (plain.get("headers") instanceof ArrayNode list) {
            var headers = plain.putObject("headers");
            list.forEach(
                    field ->
                            headers.withArray(field.path("name").asText())
                                    .add(field.path("value").asText()));
        }
        if (plain.has("bodyBase64")) {
            plain.set("body_base64", plain.remove("bodyBase64"));
        }
        JsonNode body = plain.path("body");
        if (!body.isTextual() && !body.isMissingNode()) {
            plain.put("body", body.toString());
            addType(plain);
        }
        return plain;
    }

    private static void addType(ObjectNode plain) {
        var headers = plain.withObject("/headers");
        var names = headers.properties().stream().map(it -> it.getKey());
        if (names.noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
    }

    /** The source that the event came through, if the file says so. */
    Optional<String> source() {
        return text("source");
    }

    /** The provider that the event is of, if the file says so. */
    Optional<String> provider() {
        return text("provider");
    }

    private Optional<String> text(String field) {
        return Optional.of(node.path(field).asText()).filter(text -> !text.isEmpty());
    }

    /**
     * The event as this source would store it.
     *
     * @param now when it was received, if the file does not say
     * @throws IllegalArgumentException with a message for the user, if it is not described well
     */
    Event event(Source source, Instant now) {
        InboundRequest request = new CapturedRequest(node).request(now);
        Event event = source.supposing(request);
        return new Event(
                event.source(),
                event.provider(),
                text("type").orElse(event.type()),
                event.dedupKey(),
                event.receivedAt(),
                event.headers(),
                event.body());
    }
}
