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
    private static final String BODY = "b";
    private static final String SQUEEZED_BODY = "z";

    /** Redis takes no larger strings; sources may allow no more. */
    private static final int LARGEST_BODY = 512 << 20;

    private EventCodec() {}

    /**
     * Adds the event's fields and values to an XADD.
     *
     * @param squeezed the body made smaller, in its place; empty if it is not worth it
     */
    static Request encode(Request add, Event event, Optional<byte[]> squeezed) {
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
                .arg(squeezed.isPresent() ? SQUEEZED_BODY : BODY)
                .arg(squeezed.orElseGet(event::body));
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
                body(fields));
    }

    private static byte[] body(Map<String, byte[]> fields) {
        return fields.containsKey(SQUEEZED_BODY)
                ? Squeeze.restore(bytes(fields, SQUEEZED_BODY), LARGEST_BODY)
                : bytes(fields, BODY);
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
