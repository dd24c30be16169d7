package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Excerpt;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A delivery with its event as one byte string: the version in one byte, the attempt in four, where
 * scripts read it, then packed fields.
 */
final class DeliveryCodec {

    private static final byte VERSION = 2;

    /** What was parked before answers were kept can still be read. */
    private static final byte WITHOUT_ANSWER = 1;

    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    /** Texts, headers, body and answer; a payload of its own comes after them. */
    private static final int FIELDS = 10;

    private static final int ANSWER = 9;

    private DeliveryCodec() {}

    /**
     * What a copy holds.
     *
     * @param delivery the delivery, with the number of attempts made
     * @param setback why the last one failed
     */
    record Copy(Delivery delivery, Setback setback) {}

    /** The byte string. */
    static byte[] encode(Delivery delivery, Setback setback) {
        Event event = delivery.stored().event();
        var fields = new ArrayList<byte[]>();
        for (String text :
                List.of(
                        delivery.id().toString(),
                        event.source(),
                        event.provider(),
                        event.type(),
                        event.dedupKey(),
                        Long.toString(event.receivedAt().toEpochMilli()),
                        setback.reason())) {
            fields.add(FieldPack.text(text));
        }
        fields.add(EventCodec.packHeaders(event.headers()));
        fields.add(event.body());
        fields.add(setback.answer().bytes());
        if (delivery.isTransformed()) {
            fields.add(delivery.payload());
        }
        byte[] packed = FieldPack.pack(fields);
        return ByteBuffer.allocate(HEAD_BYTES + packed.length)
                .put(VERSION)
                .putInt(delivery.attempt())
                .put(packed)
                .array();
    }

    /** What the byte string says; empty if it is broken or of an unknown version. */
    static Optional<Copy> decode(String destination, byte[] bytes) {
        ByteBuffer copy = ByteBuffer.wrap(bytes);
        if (copy.remaining() < HEAD_BYTES) {
            return Optional.empty();
        }
        byte version = copy.get();
        if (version != VERSION && version != WITHOUT_ANSWER) {
            return Optional.empty();
        }
        try {
            int attempt = copy.getInt();
            var fields = FieldPack.unpack(copy);
            if (version == WITHOUT_ANSWER) {
                fields.add(Math.min(fields.size(), ANSWER), new byte[0]);
            }
            return Optional.of(decodeFields(destination, attempt, fields));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Copy decodeFields(String destination, int attempt, List<byte[]> fields) {
        if (fields.size() < FIELDS) {
            throw new IllegalArgumentException("only " + fields.size() + " fields");
        }
        var texts = fields.subList(0, 7).stream().map(FieldPack::text).toList();
        var stored = new StoredEvent(id(texts.get(0)), event(texts, fields));
        byte[] payload = fields.size() > FIELDS ? fields.get(FIELDS) : stored.event().body();
        return new Copy(
                new Delivery(stored, destination, payload, attempt),
                new Setback(texts.get(6), Excerpt.of(fields.get(ANSWER))));
    }

    private static EventId id(String text) {
        return EventId.parse(text).orElseThrow(() -> new IllegalArgumentException("no event id"));
    }

    private static Event event(List<String> texts, List<byte[]> fields) {
        return new Event(
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                Instant.ofEpochMilli(Long.parseLong(texts.get(5))),
                EventCodec.unpackHeaders(fields.get(7)),
                fields.get(8));
    }
}
