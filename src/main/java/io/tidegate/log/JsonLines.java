package io.tidegate.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * Writes each log event as one JSON object on a line of its own: {@code time} in ISO 8601 and UTC,
 * {@code level}, {@code logger}, {@code message}, the event's own keys, and {@code stack} if there
 * is an exception. Whatever a text holds, it stays inside of its quotes.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OURS = Set.of("time", "level", "logger", "message", "stack");

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            write(event, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(ILoggingEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", event.getInstant().toString());
        json.writeStringField("level", event.getLevel().toString());
        json.writeStringField("logger", event.getLoggerName());
        json.writeStringField("message", event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                write(pair, json);
            }
        }
        if (event.getThrowableProxy() != null) {
            json.writeStringField("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        json.writeEndObject();
    }

    /** Numbers and truths stay what they are. */
    private static void write(KeyValuePair pair, JsonGenerator json) throws IOException {
        json.writeFieldName(OURS.contains(pair.key) ? "_" + pair.key : pair.key);
        if (pair.value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (pair.value instanceof Integer || pair.value instanceof Long) {
            json.writeNumber(((Number) pair.value).longValue());
        } else {
            json.writeString(String.valueOf(pair.value));
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
