package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Events as fields of a stream entry, whose names are short because each entry repeats them. */
final class EventCodec {

    private static final String VERSION = "1";
    private static final int MOST_FIELDS = 64;

    private EventCodec() {}

    /** Adds the event's fields and values to an XADD. */
    static Request encode(Request add, Event event) {
        return add.arg("v")
                .arg(VERSION)
                .arg("s")
                .arg(event.source())
                .arg("p")
                .arg(event.provider())
                .arg("t")
                .arg(event.type())
                .arg("k")
                .arg(event.dedupKey())
                .arg("r")
                .arg(event.receivedAt().toEpochMilli())
                .arg("h")
                .arg(packHeaders(event.headers()))
                .arg("b")
                .arg(event.body());
    }

    /** The event of an entry's alternating names and values; empty if they are none. */
    static Optional<Event> decode(Response namesAndValues) {
        if (namesAndValues.size() % 2 != 0 || namesAndValues.size() > 2 * MOST_FIELDS) {
            return Optional.empty();
        }
        Map<String, byte[]> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(namesAndValues.get(i).toString(), namesAndValues.get(i + 1).toBytes());
        }
        try {
            return Optional.of(fromFields(fields));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Event fromFields(Map<String, byte[]> fields) {
        if (!text(fields, "v").equals(VERSION)) {
            throw new IllegalArgumentException("not of version " + VERSION);
        }
        return new Event(
                text(fields, "s"),
                text(fields, "p"),
                text(fields, "t"),
                text(fields, "k"),
                Instant.ofEpochMilli(Long.parseLong(text(fields, "r"))),
                unpackHeaders(bytes(fields, "h")),
                bytes(fields, "b"));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return FieldPack.text(bytes(fields, name));
    }

    private static byte[] bytes(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return value;
    }

    /** All header fields as one byte string. */
    static byte[] packHeaders(Headers headers) {
        var pack = new FieldPack.Writer();
        headers.forEach(
                (name, value) -> {
                    pack.add(name);
                    pack.add(value);
                });
        return pack.bytes();
    }

    /**
     * The header fields again.
     *
     * @throws IllegalArgumentException if they are broken
     */
    static Headers unpackHeaders(byte[] packed) {
        return Headers.of(
                FieldPack.unpack(ByteBuffer.wrap(packed)).stream().map(FieldPack::text).toList());
    }
}
