package io.tidegate.action;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.vertx.core.MultiMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An event as one line of JSON: {@code id}, {@code source}, {@code type}, {@code provider}, {@code
 * receivedAt}, {@code chain} if the event was emitted, {@code headers}, and {@code body} if the
 * payload is UTF-8 text or {@code bodyBase64} if it is not.
 */
final class JsonLine {

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLine() {}

    /** The line with its line break; none is within it. */
    static byte[] of(Delivery delivery) {
        var bytes = new ByteArrayOutputStream(delivery.payload().length + 1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(delivery, json);
            json.writeRaw('\n');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Delivery delivery, JsonGenerator json) throws IOException {
        Event event = delivery.stored().event();
        json.writeStartObject();
        json.writeStringField("id", delivery.id().toString());
        json.writeStringField("source", event.source());
        json.writeStringField("type", whole(event.type()));
        json.writeStringField("provider", event.provider());
        json.writeStringField("receivedAt", event.receivedAt().toString());
        if (Chain.written(event).isPresent()) {
            json.writeStringField("chain", Chain.of(event).toString());
        }
        json.writeObjectFieldStart("headers");
        writeHeaders(OutboundHeaders.kept(delivery), json);
        json.writeEndObject();
        writeBody(delivery.payload(), json);
        json.writeEndObject();
    }

    /** A field that came several times is one, with commas between (RFC 9110, 5.3). */
    private static void writeHeaders(MultiMap headers, JsonGenerator json) throws IOException {
        for (String name : headers.names()) {
            json.writeStringField(name, whole(String.join(", ", headers.getAll(name))));
        }
    }

    /** Half a surrogate pair, which JSON can carry to us, is no UTF-8. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void writeBody(byte[] payload, JsonGenerator json) throws IOException {
        Optional<String> text = text(payload);
        if (text.isPresent()) {
            json.writeStringField("body", text.get());
        } else {
            json.writeBinaryField("bodyBase64", payload);
        }
    }

    private static Optional<String> text(byte[] payload) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return Optional.of(text.toString());
        } catch (CharacterCodingException isNone) {
            return Optional.empty();
        }
    }
}
