package io.tidegate.store.redis;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
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

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final int FIELDS = 9;

    private DeliveryCodec() {}

    /**
     * What a copy holds.
     *
     * @param delivery the delivery, with the number of attempts made
     * @param reason why the last one failed
     */
    record Copy(Delivery delivery, String reason) {}

    /** The byte string. */
    static byte[] encode(Delivery delivery, String reason) {
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
                        reason)) {
            fields.add(FieldPack.text(text));
        }
        fields.add(EventCodec.packHeaders(event.headers()));
        fields.add(event.body());
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

    /** What the byte string says; empty if it is broken or of another version. */
    static Optional<Copy> decode(String destination, byte[] bytes) {
        ByteBuffer copy = ByteBuffer.wrap(bytes);
        if (copy.remaining() < HEAD_BYTES || copy.get() != VERSION) {
            return Optional.empty();
        }
        try {
            return Optional.of(decodeFields(destination, copy.getInt(), FieldPack.unpack(copy)));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Copy decodeFields(String destination, int attempt, List<byte[]> fields) {
        if (fields.size() < FIELDS) {
            throw new IllegalArgumentException("only " + fields.size() + " fields");
        }
        var texts = fields.subList(0, 7).stream().map(FieldPack::text).toList();
        var id =
                EventId.parse(texts.get(0))
                        .orElseThrow(() -> new IllegalArgumentException("no event id"));
        var event =
                new Event(
                        texts.get(1),
                        texts.get(2),
                        texts.get(3),
                        texts.get(4),
                        Instant.ofEpochMilli(Long.parseLong(texts.get(5))),
                        EventCodec.unpackHeaders(fields.get(7)),
                        fields.get(8));
        byte[] payload = fields.size() > FIELDS ? fields.get(FIELDS) : event.body();
        return new Copy(
                new Delivery(new StoredEvent(id, event), destination, payload, attempt),
                texts.get(6));
    }
}
