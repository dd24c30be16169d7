package io.tidegate.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.faults.LedgerEvent;
import io.tidegate.testing.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The entrance of a gateway of two hundred lines, made to be broken: it shows that the laboratory
 * finds what is wrong. Shares no code with Tidegate.
 */
final class NaiveGateway implements AutoCloseable {

    static final String STREAM = "naive:events";

    /** What is wrong with it. */
    enum Flaw {
        NONE,
        /** 202 is answered first, and then the event is stored. */
        ACK_BEFORE_APPEND,
        /** An entry is acknowledged first, and then delivered. */
        XACK_BEFORE_DELIVERY,
        /** The stream is kept short with MAXLEN. */
        TRIM_BY_LENGTH,
        /** A group that is gone is made anew at the end of the stream. */
        GROUP_AT_END,
        /** What is due is taken out of the set, and then tried. */
        POP_THEN_TRY
    }

    private static final int LONGEST = 30;
    private static final long LATE_MILLIS = 30;

    private final RedisServer redis;
    private final String secret;
    private final Flaw flaw;
    private final URI sink;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private NaiveWorker worker;

    NaiveGateway(RedisServer redis, String secret, URI sink, Flaw flaw) throws IOException {
        this.redis = redis;
        this.secret = secret;
        this.sink = sink;
        this.flaw = flaw;
        worker = new NaiveWorker(redis, sink, flaw);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
        worker.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void receive(HttpExchange exchange) throws IOException {
        var event = LedgerEvent.read(exchange.getRequestBody().readAllBytes()).orElseThrow();
        String shown = exchange.getRequestHeaders().getFirst("x-hub-signature-256");
        if (!event.signature(secret).equals(shown)) {
            answer(exchange, 401, "");
        } else if (flaw == Flaw.ACK_BEFORE_APPEND) {
            var life = worker;
            answer(exchange, 202, id(event));
            NaiveWorker.pause(LATE_MILLIS);
            life.unlessCrashed(() -> append(event));
        } else {
            append(event);
            answer(exchange, 202, id(event));
        }
    }

    private static String id(LedgerEvent event) {
        return "{\"id\":\"e-" + event.n() + "\"}";
    }

    private void append(LedgerEvent event) {
        String n = "" + event.n();
        if (flaw == Flaw.TRIM_BY_LENGTH) {
            redis.command("XADD", STREAM, "MAXLEN", "" + LONGEST, "*", "n", n);
        } else {
            redis.command("XADD", STREAM, "*", "n", n);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The worker is gone in the midst of what it does, with all that it had in memory. */
    void crash() {
        worker.crash();
    }

    /** Another worker begins. */
    void restart() {
        worker = new NaiveWorker(redis, sink, flaw);
        worker.start();
    }

    @Override
    public void close() {
        worker.crash();
        server.stop(0);
        threads.shutdownNow();
    }
}
