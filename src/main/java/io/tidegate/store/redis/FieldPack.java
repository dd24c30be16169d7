package io.tidegate.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Packs texts one by one into an array that grows; this is done once for each event. */
    static final class Writer {

        private static final int USUAL_SIZE = 1_024;

        private ByteBuffer packed = ByteBuffer.allocate(USUAL_SIZE);

        /** Adds a text. */
        void add(String field) {
            byte[] bytes = text(field);
            if (packed.remaining() < Integer.BYTES + bytes.length) {
                int size = Math.max(2 * packed.capacity(), packed.position() + 4 + bytes.length);
                packed = ByteBuffer.allocate(size).put(packed.flip());
            }
            packed.putInt(bytes.length).put(bytes);
        }

        /** All that was added, as {@link #unpack} reads it. */
        byte[] bytes() {
            return Arrays.copyOf(packed.array(), packed.position());
        }
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
