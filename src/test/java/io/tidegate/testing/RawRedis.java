package io.tidegate.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Speaks with a Redis server without any of the code under test. */
final class RawRedis {

    private static final int TIMEOUT_MILLIS = 5_000;

    private RawRedis() {}

    /** Runs one command on a new connection; lists come back with an element a line. */
    static String ask(int port, String password, String... words) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var replies = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream().write(encode("AUTH", password));
            read(replies);
            socket.getOutputStream().write(encode(words));
            return read(replies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(String... words) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String word : words) {
            byte[] content = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(("$" + content.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(content);
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        return bytes.toByteArray();
    }

    private static String read(InputStream replies) throws IOException {
        String line = line(replies);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(replies, Integer.parseInt(rest));
            case '*' -> list(replies, Integer.parseInt(rest));
            default -> throw new IllegalStateException(line);
        };
    }

    private static String bulk(InputStream replies, int length) throws IOException {
        if (length < 0) {
            return "";
        }
        String text = new String(replies.readNBytes(length), StandardCharsets.UTF_8);
        replies.skipNBytes(2);
        return text;
    }

    private static String list(InputStream replies, int size) throws IOException {
        var elements = new ArrayList<String>();
        for (int i = 0; i < size; i++) {
            elements.add(read(replies));
        }
        return String.join("\n", elements);
    }

    private static String line(InputStream replies) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = replies.read(); next != '\n'; next = replies.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
