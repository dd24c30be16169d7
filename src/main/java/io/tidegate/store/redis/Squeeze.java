package io.tidegate.store.redis;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Large bodies made smaller: their length in four bytes, then what DEFLATE makes of them. */
final class Squeeze {

    /** From how many bytes on it is tried: for smaller bodies the time is worth more. */
    static final int LARGE = 64 << 10;

    private Squeeze() {}

    /** The body made smaller; empty if it does not become so. Takes milliseconds for a megabyte. */
    static Optional<byte[]> squeeze(byte[] body) {
        if (body.length <= LARGE) {
            return Optional.empty();
        }
        var squeezed = new byte[body.length];
        ByteBuffer.wrap(squeezed).putInt(body.length);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(body);
            deflater.finish();
            int length = deflater.deflate(squeezed, Integer.BYTES, squeezed.length - Integer.BYTES);
            return deflater.finished()
                    ? Optional.of(java.util.Arrays.copyOf(squeezed, Integer.BYTES + length))
                    : Optional.empty();
        } finally {
            deflater.end();
        }
    }

    /**
     * The body again.
     *
     * @param most how many bytes it may have
     * @throws IllegalArgumentException if the bytes are broken
     */
    static byte[] restore(byte[] squeezed, int most) {
        if (squeezed.length < Integer.BYTES) {
            throw new IllegalArgumentException("no length");
        }
        int length = ByteBuffer.wrap(squeezed).getInt();
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("no length: " + length);
        }
        var inflater = new Inflater(true);
        try {
            return inflate(inflater, squeezed, length);
        } catch (DataFormatException broken) {
            throw new IllegalArgumentException(broken);
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, byte[] squeezed, int length)
            throws DataFormatException {
        inflater.setInput(squeezed, Integer.BYTES, squeezed.length - Integer.BYTES);
        var body = new byte[length];
        int done = 0;
        while (done < length) {
            int more = inflater.inflate(body, done, length - done);
            if (more == 0) {
                throw new IllegalArgumentException("ends after " + done + " of " + length);
            }
            done += more;
        }
        return body;
    }
}
