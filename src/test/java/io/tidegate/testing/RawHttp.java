package io.tidegate.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection to an HTTP server on which a test writes what no client library would let it. */
public final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    /** Connects to a port of loopback. */
    public RawHttp(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One answer.
     *
     * @param head the status line and the header fields, one a line, without line ends
     * @param body the body as ISO 8859-1
     */
    public record Answer(List<String> head, String body) {

        /** The status code. */
        public int status() {
            return Integer.parseInt(head.get(0).split(" ", 3)[1]);
        }

        /** The value of a header field; empty if there is none. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Writes the text, one byte a character. */
    public RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes the bytes. */
    public RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes as much of the bytes as the peer takes before it closes. */
    public RawHttp sendWhileOpen(byte[] bytes) {
        try {
            send(bytes);
        } catch (UncheckedIOException e) {
            // The peer has closed: what it answered is read next.
        }
        return this;
    }

    /** Reads one answer, whose length must be declared. */
    public Answer read() {
        try {
            var head = new ArrayList<String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.add(line);
            }
            var answer = new Answer(head, "");
            String length = answer.header("content-length");
            byte[] body = in().readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Answer(head, new String(body, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the head of an answer that has no body whatever its head says. */
    public Answer readHead() {
        try {
            var head = new ArrayList<String>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.add(line);
            }
            return new Answer(head, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in().read(); next != '\n'; next = in().read()) {
            if (next < 0) {
                throw new IOException("closed after: " + bytes.toString(StandardCharsets.US_ASCII));
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /** Whether nothing has arrived that was not read. */
    public boolean isSilent() {
        try {
            return in().available() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the peer to close; false if it sends something instead. */
    public boolean isClosedByPeer() {
        try {
            return in().read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** Closes without a farewell, as a crash does. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
