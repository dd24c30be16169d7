package io.tidegate.store.journal;

import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Events as bytes: a version, the time of receipt, four texts, the number of header fields, their
 * names and values, and the body. A text or body is its length in four bytes and then its bytes.
 */
final class JournalCodec {

    private static final int VERSION = 1;

    private JournalCodec() {}

    /** The event as bytes. */
    static byte[] encode(Event event) {
        var bytes = new ByteArrayOutputStream(event.body().length + 1_024);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(event.receivedAt().toEpochMilli());
            for (String text : fields(event)) {
                write(out, text.getBytes(StandardCharsets.UTF_8));
            }
            write(out, event.body());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Iterable<String> fields(Event event) {
        var texts = new ArrayList<String>();
        texts.add(event.source());
        texts.add(event.provider());
        texts.add(event.type());
        texts.add(event.dedupKey());
        texts.add("" + event.headers().size());
        event.headers()
                .forEach(
                        (name, value) -> {
                            texts.add(name);
                            texts.add(value);
                        });
        return texts;
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * The event again.
     *
     * @throws IOException if these bytes are none, or of a newer version
     */
    static Event decode(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("a journal of version " + version);
            }
            var receivedAt = Instant.ofEpochMilli(in.readLong());
            String source = text(in);
            String provider = text(in);
            String type = text(in);
            String dedupKey = text(in);
            int headers = Integer.parseInt(text(in));
            var namesAndValues = new ArrayList<String>();
            for (int i = 0; i < 2 * headers; i++) {
                namesAndValues.add(text(in));
            }
            return new Event(
                    source,
                    provider,
                    type,
                    dedupKey,
                    receivedAt,
                    Headers.of(namesAndValues),
                    read(in));
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(read(in), StandardCharsets.UTF_8);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length + " does not fit");
        }
        return in.readNBytes(length);
    }
}
