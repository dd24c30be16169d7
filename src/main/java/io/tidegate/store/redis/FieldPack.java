package io.tidegate.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Several byte strings in one, each after its length in four bytes. */
final class FieldPack {

    private static final int MOST_FIELDS = 10_000;

    private FieldPack() {}

    /** Puts the fields into one array. */
    static byte[] pack(List<byte[]> fields) {
        int size = fields.stream().mapToInt(field -> Integer.BYTES + field.length).sum();
        ByteBuffer packed = ByteBuffer.allocate(size);
        fields.forEach(field -> packed.putInt(field.length).put(field));
        return packed.array();
    }

    /** Texts as bytes, to be packed. */
    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text that {@link #text} made these bytes of. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The fields again, as many as there are.
     *
     * @throws IllegalArgumentException if a length does not fit what follows
     */
    static List<byte[]> unpack(ByteBuffer packed) {
        var fields = new ArrayList<byte[]>();
        while (packed.hasRemaining()) {
            if (fields.size() == MOST_FIELDS || packed.remaining() < Integer.BYTES) {
                throw new IllegalArgumentException("broken at byte " + packed.position());
            }
            int length = packed.getInt();
            if (length < 0 || length > packed.remaining()) {
                throw new IllegalArgumentException("broken at byte " + packed.position());
            }
            var field = new byte[length];
            packed.get(field);
            fields.add(field);
        }
        return fields;
    }
}
