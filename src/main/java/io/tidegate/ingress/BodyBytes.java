package io.tidegate.ingress;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * The body of one request as it arrives. A body that comes in one piece, as most do, is copied
 * once.
 */
final class BodyBytes {

    private static final byte[] NONE = {};
    private static final int FIRST_CAPACITY = 4_096;

    private final int firstCapacity;
    private byte[] bytes = NONE;
    private int length;

    /**
     * @param declared the size that the sender announced, which the decoder keeps it to; {@link
     *     Head#UNDECLARED} if it announced none
     */
    BodyBytes(long declared) {
        firstCapacity = declared < 0 ? FIRST_CAPACITY : Math.toIntExact(declared);
    }

    /** How many bytes have arrived. */
    int length() {
        return length;
    }

    /** How much memory the body takes once {@code more} bytes have been taken in. */
    int capacityAfter(int more) {
        int wanted = length + more;
        if (wanted <= bytes.length) {
            return bytes.length;
        }
        return Math.max(wanted, Math.max(firstCapacity, 2 * bytes.length));
    }

    /** Takes in the next bytes. */
    void append(Buffer chunk) {
        int more = chunk.length();
        if (length == 0 && more == firstCapacity) {
            bytes = chunk.getBytes();
        } else {
            grow(capacityAfter(more));
            chunk.getBytes(bytes, length);
        }
        length += more;
    }

    private void grow(int capacity) {
        if (capacity > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
    }

    /** The whole body; to be called once it is complete. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
