package io.tidegate.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files of text; every failure has a message for the person who named the file. */
final class TextFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextFile() {}

    /**
     * The text of a file, less a byte order mark.
     *
     * @param maxBytes how long it may be
     * @throws IOException with a message for the user, which never shows content, if the file is
     *     not there, cannot be read, is too long or is not UTF-8
     */
    static String read(Path file, int maxBytes) throws IOException {
        byte[] bytes = bytesOf(file, maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new IOException("larger than " + new ByteSize(maxBytes));
        }
        String text = decode(bytes);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static byte[] bytesOf(Path file, int max) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("a directory, not a file");
        }
        // Not by its size: devices and pipes have none.
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(max);
        } catch (NoSuchFileException absent) {
            throw new IOException("no such file", absent);
        } catch (AccessDeniedException denied) {
            throw new IOException("no permission to read it", denied);
        }
    }

    private static String decode(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException wrong) {
            throw new IOException("not UTF-8 text, as line " + lineAt(bytes, in) + " shows", wrong);
        }
    }

    /** The line, from 1, of the byte at which decoding stopped. */
    private static int lineAt(byte[] bytes, ByteBuffer stopped) {
        int line = 1;
        for (int i = 0; i < stopped.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
