package io.tidegate.verify.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** What functions do with bytes. */
final class Bytes {

    /** A body is bounded before it is unpacked; this bounds what it can become. */
    private static final int LARGEST_UNPACKED = 32 << 20;

    private Bytes() {}

    /** The hash of this name in Java. */
    static UnaryOperator<byte[]> hash(String algorithm) {
        return bytes -> {
            try {
                return MessageDigest.getInstance(algorithm).digest(bytes);
            } catch (NoSuchAlgorithmException cause) {
                throw new IllegalStateException("this Java has no " + algorithm, cause);
            }
        };
    }

    /** The checksum as a decimal number. */
    static byte[] crc32(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return Long.toString(sum.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    /** The unpacked bytes, or the same bytes if they are not packed; empty if too large. */
    static Optional<byte[]> gunzip(byte[] bytes) {
        boolean isPacked = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!isPacked) {
            return Optional.of(bytes);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] all = unpacked.readNBytes(LARGEST_UNPACKED + 1);
            return all.length > LARGEST_UNPACKED ? Optional.empty() : Optional.of(all);
        } catch (IOException garbled) {
            return Optional.empty();
        }
    }
}
