package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.log.JsonLines;
import io.tidegate.testing.OtlpReceiver;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whatever a whole gateway goes through, no body, header value, query, signature, secret or answer
 * of a destination is in its log, at any level, nor in its spans.
 */
class LogSecrecyTest {

    /** Begins every text that must not be seen. */
    private static final String CANARY = "canary-5e1f";

    private static final String TOKEN = CANARY + "-token-0123456789";
    private static final List<String> FAILING = List.of("web", "away", "spoiled");
    private static final String PLACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir private Path folder;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.tidegate");
    private final AtomicInteger asked = new AtomicInteger();
    private final OtlpReceiver collector = new OtlpReceiver();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        lines.start();
        ours.setLevel(Level.TRACE);
        root.addAppender(lines);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = (CANARY + " of the destination").getBytes(StandardCharsets.UTF_8);
        int[] statuses = {500, 404, 429, 400, 200};
        exchange.sendResponseHeaders(statuses[asked.getAndIncrement() % 5], body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterEach
    void leave() {
        root.detachAppender(lines);
        ours.setLevel(null);
        server.stop(0);
        collector.close();
    }

    @Test
    void nothingThatIsSecretOrASendersIsEverWritten() {
        // When all goes well and wrong that can
        try (var gateway = new MeteredGateway(folder, configuration(), environment())) {
            for (int i = 0; i < 20; i++) {
                send(gateway, post("/in/shop?q=" + CANARY, "X-Token: " + TOKEN, body(i)));
            }
            send(gateway, post("/in/shop", "X-Token: wrong-" + TOKEN, body(0)));
            send(gateway, post("/in/shop", "Authorization: " + TOKEN, body(0)));
            send(gateway, post("/in/shop", "X-Token: " + TOKEN, CANARY + " no JSON"));
            send(gateway, post("/in/" + CANARY, "Cookie: " + TOKEN, body(0)));
            send(gateway, "POST /in/shop HTTP/9." + CANARY + "\r\n\r\n");
            send(gateway, post("/in/shop", CANARY + "\u0001: x", body(0)));
            Awaitility.await()
                    .until(() -> FAILING.stream().allMatch(it -> dead(gateway.scrape(), it) > 0));
        }
        // Then
        var written = text(List.copyOf(lines.list));
        assertThat(written)
                .contains("event accepted", "request not accepted", "draining")
                .doesNotContain(CANARY);
        assertThat(collector.spans()).isNotEmpty();
        assertThat(collector.spans().toString()).doesNotContain(CANARY);
    }

    @Test
    void linesOfTracedEventsNameTheTrace() {
        // When
        try (var gateway = new MeteredGateway(folder, configuration(), environment())) {
            send(gateway, post("/in/shop", "X-Token: " + TOKEN, body(1)));
            Awaitility.await().until(() -> collector.spans().size() >= 4);
        }
        // Then
        String key = "\"traceId\":\"" + collector.spans().get(0).traceId() + "\"";
        var lined = text(List.copyOf(lines.list)).lines().filter(it -> it.contains(key)).toList();
        assertThat(lined)
                .anyMatch(it -> it.contains("event accepted"))
                .anyMatch(it -> it.contains("\"logger\":\"io.tidegate.action.LogAction\""));
    }

    private static double dead(Scrape scrape, String destination) {
        return scrape.sum("tidegate_deliveries_dead_total", "destination=\"" + destination + "\"");
    }

    /** With stacks, as the program writes them. */
    private static String text(List<ILoggingEvent> lines) {
        var json = new JsonLines();
        return lines.stream()
                .map(it -> new String(json.encode(it), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static void send(MeteredGateway gateway, String request) {
        try (RawHttp sender = gateway.connect()) {
            sender.send(request).read();
        }
    }

    private static String post(String target, String field, String body) {
        return "POST %s HTTP/1.1\r\nHost: g\r\nX-Other: %s\r\ntraceparent: %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(target, CANARY, PLACE, field, body.length(), body);
    }

    private static String body(int i) {
        return "{\"n\":" + i + ",\"x\":\"" + CANARY + "\"}";
    }

    private Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.endpoint(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "x-key=" + TOKEN,
                "OTEL_BSP_SCHEDULE_DELAY",
                "20");
    }

    private String configuration() {
        return """
        sources:
          shop:
            verify: { scheme: token, header: X-Token }
            secrets: ["%1$s"]
        destinations:
          web:
            http:
              url: "http://127.0.0.1:%2$d/%1$s"
              headers: { Authorization: "Bearer %1$s" }
              sign: "%1$s"
            retry: { attempts: 2, first: 10ms, factor: 1, max: 10ms, budget: 1 }
            breaker: { failures: 1000, openFor: 1s }
          away:
            http: { url: "http://127.0.0.1:1/%1$s", auth: { basic: { user: u, password: "%1$s" } } }
            retry: { attempts: 2, first: 10ms, factor: 1, max: 10ms, budget: 1 }
            breaker: { failures: 1000, openFor: 1s }
          console: { log: { body: false } }
          spoiled: { log: { body: false } }
        routes:
          all: { from: [shop], to: [web, away, console] }
          wrong: { from: [shop], transform: "{n: (.body.x | tonumber)}", to: [spoiled] }
        """
                .formatted(TOKEN, server.getAddress().getPort());
    }
}
