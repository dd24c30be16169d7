package io.tidegate.verify.odd;

import io.tidegate.verify.value.Coding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** How some senders pack bodies and fields. */
final class Unpacking {

    /** A body is bounded before it is unpacked; this bounds what it can become. */
    private static final int LARGEST = 4 << 20;

    private Unpacking() {}

    /**
     * The bytes that zlib packed, or the same bytes if it did not; empty if they are garbled or too
     * many.
     *
     * @see <a href="https://github.com/kaiheila/api-docs">KOOK packs bodies so, read 2026-11-23</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc1950#section-2.2">RFC 1950, the header</a>
     */
    static Optional<byte[]> inflate(byte[] bytes) {
        boolean isPacked =
                bytes.length > 2
                        && bytes[0] == 0x78
                        && ((bytes[0] << 8) + (bytes[1] & 0xff)) % 31 == 0;
        if (!isPacked) {
            return Optional.of(bytes);
        }
        try (var unpacked = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] all = unpacked.readNBytes(LARGEST + 1);
            return all.length > LARGEST ? Optional.empty() : Optional.of(all);
        } catch (IOException garbled) {
            return Optional.empty();
        }
    }

    /**
     * What base64 with line breaks writes.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc2045#section-6.8">RFC 2045, which breaks
     *     lines</a>
     */
    static Optional<byte[]> base64Lines(byte[] text) {
        String lines = new String(text, StandardCharsets.US_ASCII);
        return Coding.BASE64.decode(lines.replace("\r", "").replace("\n", ""));
    }
}
