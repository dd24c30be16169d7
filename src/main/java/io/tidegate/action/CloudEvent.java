package io.tidegate.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An event as version 1.0 of CloudEvents writes it, over HTTP.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents</a>
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">the
 *     binding to HTTP</a>
 */
final class CloudEvent {

    private static final String CONTENT_TYPE = "content-type";
    private static final String PREFIX = "ce-";
    private static final JsonFactory JSON = new JsonFactory();

    private CloudEvent() {}

    /** The payload as it is, and its attributes as header fields. */
    static byte[] binary(Delivery delivery, MultiMap fields) {
        dropForeign(fields);
        attributes(delivery).forEach((name, value) -> fields.set(PREFIX + name, encode(value)));
        return delivery.payload();
    }

    /** The payload inside of one JSON object, beside its attributes. */
    static byte[] structured(Delivery delivery, MultiMap fields) {
        dropForeign(fields);
        var attributes = attributes(delivery);
        var contentType = Optional.ofNullable(fields.get(CONTENT_TYPE));
        contentType.ifPresent(type -> attributes.put("datacontenttype", type));
        OutboundHeaders.ABOUT_THE_BODY.forEach(fields::remove);
        fields.set(CONTENT_TYPE, "application/cloudevents+json");
        return write(attributes, contentType.orElse(""), delivery.payload());
    }

    /** Attributes that a sender has put there are of another event. */
    private static void dropForeign(MultiMap fields) {
        fields.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .toList()
                .forEach(fields::remove);
    }

    private static Map<String, String> attributes(Delivery delivery) {
        Event event = delivery.stored().event();
        String type = event.type().isEmpty() ? "event" : event.type();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", delivery.id().toString());
        attributes.put("source", "/in/" + event.source());
        attributes.put("type", event.provider() + "." + type);
        attributes.put("time", event.receivedAt().toString());
        return attributes;
    }

    private static byte[] write(Map<String, String> attributes, String type, byte[] payload) {
        var bytes = new ByteArrayOutputStream(payload.length + 512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (var attribute : attributes.entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            writeData(json, type, payload);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** JSON stays the very text that it is; all else is base64. */
    private static void writeData(JsonGenerator json, String type, byte[] payload)
            throws IOException {
        if (payload.length == 0) {
            return;
        }
        var text = JsonPayload.isJson(type) ? JsonPayload.text(payload) : Optional.<String>empty();
        if (text.isPresent()) {
            json.writeFieldName("data");
            json.writeRawValue(text.get());
        } else {
            json.writeFieldName("data_base64");
            json.writeBinary(payload);
        }
    }

    /** What a header field cannot hold, as percent and two digits for each byte. */
    private static String encode(String value) {
        var encoded = new StringBuilder(value.length());
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean isPlain = letter > ' ' && letter <= '~' && letter != '"' && letter != '%';
            encoded.append(isPlain ? Character.toString(letter) : "%%%02X".formatted((int) letter));
        }
        return encoded.toString();
    }
}
