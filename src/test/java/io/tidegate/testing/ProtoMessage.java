package io.tidegate.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A message of Protocol Buffers, read without its schema.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtoMessage {

    private final Map<Integer, List<byte[]>> bytes = new TreeMap<>();
    private final Map<Integer, Long> numbers = new TreeMap<>();

    ProtoMessage(byte[] message) {
        var in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            read(in, (int) (tag >>> 3), (int) (tag & 7));
        }
    }

    private void read(ByteBuffer in, int field, int type) {
        switch (type) {
            case 0 -> numbers.put(field, varint(in));
            case 1 -> numbers.put(field, in.getLong());
            case 2 -> {
                var value = new byte[(int) varint(in)];
                in.get(value);
                bytes.computeIfAbsent(field, it -> new ArrayList<>()).add(value);
            }
            case 5 -> numbers.put(field, (long) in.getInt());
            default -> throw new IllegalArgumentException("wire type " + type);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    boolean has(int field) {
        return bytes.containsKey(field);
    }

    byte[] bytes(int field) {
        return bytes.getOrDefault(field, List.of(new byte[0])).get(0);
    }

    String text(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    List<ProtoMessage> messages(int field) {
        return bytes.getOrDefault(field, List.of()).stream().map(ProtoMessage::new).toList();
    }
}
