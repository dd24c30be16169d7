package io.tidegate.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A downstream service that remembers every request it got; can be down. */
public final class RecordingSink implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile boolean up = true;

    /**
     * A request that it got.
     *
     * @param sha256 the hash of the body, in hex
     * @param body the body as text
     * @param headers the first value of each header, by lower-case name
     * @param path the path that it came to
     */
    public record Received(String sha256, String body, Map<String, String> headers, String path) {}

    public RecordingSink() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** While it is down it answers 503 and remembers nothing. */
    public void setUp(boolean isUp) {
        up = isUp;
    }

    /** What it took so far, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What came to one path so far, in order. */
    public List<Received> receivedAt(String path) {
        return received.stream().filter(it -> it.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean takes = up;
        if (takes) {
            received.add(
                    new Received(
                            sha256(body),
                            new String(body, StandardCharsets.UTF_8),
                            headers(exchange),
                            exchange.getRequestURI().getPath()));
        }
        exchange.sendResponseHeaders(takes ? 204 : 503, -1);
        exchange.close();
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    /** The SHA-256 of some bytes, in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
