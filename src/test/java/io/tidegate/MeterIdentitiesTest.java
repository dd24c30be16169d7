package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code src/docs/metrics.md} says that holds between meters, of a whole gateway that was sent
 * a random mix of requests, and whose destinations answer at random.
 */
class MeterIdentitiesTest {

    private static final String SECRET = "identities-test-0123456789";
    private static final int REQUESTS = 400;
    private static final List<String> SOURCES = List.of("one", "two");
    private static final List<String> DESTINATIONS = List.of("steady", "shaky");
    private static final int[] SHAKY = {204, 500, 503, 404, 429};

    @TempDir private Path folder;
    private final AtomicInteger steadyGot = new AtomicInteger();
    private final AtomicInteger shakyGot = new AtomicInteger();

    /** By source and status, what the senders were answered. */
    private final Map<String, Integer> answers = new HashMap<>();

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/steady", it -> answer(it, steadyGot, 204));
        server.createContext("/shaky", it -> answer(it, shakyGot, SHAKY[shakyGot.get() % 5]));
        server.start();
    }

    private static void answer(HttpExchange exchange, AtomicInteger count, int status)
            throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        count.incrementAndGet();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyIdentityOfThePageHoldsAtRest(long seed) {
        try (var gateway = new MeteredGateway(folder, configuration())) {
            // When
            var random = new Random(seed);
            for (int i = 0; i < REQUESTS; i++) {
                send(gateway, random);
            }
            // Then
            Awaitility.await()
                    .alias("seed " + seed)
                    .untilAsserted(() -> isAtRest(gateway.scrape()));
            var scrape = gateway.scrape();
            SOURCES.forEach(source -> requestsAddUp(scrape, source));
            theDoorAddsUp(scrape);
            deliveriesAddUp(scrape);
        }
    }

    private void isAtRest(Scrape scrape) {
        assertThat(answers.values().stream().mapToInt(it -> it).sum()).isEqualTo(REQUESTS);
        double routed =
                scrape.sum("tidegate_route_matches_total")
                        + scrape.sum("tidegate_duplicates_total");
        assertThat(routed).isEqualTo(scrape.sum("tidegate_ack_seconds_count"));
        for (String destination : DESTINATIONS) {
            assertThat(ended(scrape, destination))
                    .as(destination)
                    .isEqualTo(scrape.sum("tidegate_route_matches_total", "outcome=\"matched\""));
        }
    }

    private static double ended(Scrape scrape, String destination) {
        String label = "destination=\"" + destination + "\"";
        return scrape.sum("tidegate_delivery_attempts_total", label, "outcome=\"delivered\"")
                + scrape.sum("tidegate_deliveries_dead_total", label);
    }

    private void requestsAddUp(Scrape scrape, String source) {
        String label = "source=\"" + source + "\"";
        var counted = new HashMap<String, Double>();
        for (var outcome :
                List.of("accepted", "handshake", "rejected", "refused", "aborted", "failed")) {
            counted.put(
                    outcome,
                    scrape.sum("tidegate_requests_total", label, "outcome=\"" + outcome + "\""));
        }
        assertThat(counted.values().stream().mapToDouble(it -> it).sum())
                .isEqualTo(answered(source, 0, 600))
                .isEqualTo(scrape.sum("tidegate_requests_total", label));
        assertThat(counted)
                .containsEntry("aborted", 0.0)
                .containsEntry("failed", 0.0)
                .containsEntry("rejected", scrape.sum("tidegate_rejections_total", label))
                .containsEntry("rejected", answered(source, 401, 402))
                .containsEntry("refused", scrape.sum("tidegate_refusals_total", label))
                .containsEntry("refused", answered(source, 402, 600))
                .containsEntry("accepted", scrape.sum("tidegate_ack_seconds_count", label));
        assertThat(counted.getOrDefault("accepted", 0.0) + counted.getOrDefault("handshake", 0.0))
                .isEqualTo(answered(source, 200, 300));
        assertThat(counted.values()).filteredOn(it -> it > 0).hasSize(4);
    }

    private double answered(String source, int from, int before) {
        return answers.entrySet().stream()
                .filter(it -> it.getKey().startsWith(source + " "))
                .filter(it -> status(it.getKey()) >= from && status(it.getKey()) < before)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static int status(String key) {
        return Integer.parseInt(key.substring(key.indexOf(' ') + 1));
    }

    private void theDoorAddsUp(Scrape scrape) {
        assertThat(scrape.sum("tidegate_store_append_seconds_count", "outcome=\"stored\""))
                .isEqualTo(scrape.sum("tidegate_requests_total", "outcome=\"accepted\""));
        assertThat(scrape.sum("tidegate_store_append_seconds_count", "outcome=\"failed\""))
                .isZero();
        assertThat(scrape.sum("tidegate_requests_total", "source=\"unmatched\""))
                .isEqualTo(answered("unmatched", 0, 600));
        assertThat(scrape.sum("tidegate_inflight_bytes")).isZero();
        assertThat(scrape.sum("tidegate_duplicates_total")).isPositive();
    }

    private void deliveriesAddUp(Scrape scrape) {
        Map.of("steady", steadyGot, "shaky", shakyGot)
                .forEach(
                        (destination, got) -> {
                            String label = "destination=\"" + destination + "\"";
                            double delivered =
                                    scrape.sum(
                                            "tidegate_delivery_attempts_total",
                                            label,
                                            "outcome=\"delivered\"");
                            double failed =
                                    scrape.sum(
                                            "tidegate_delivery_attempts_total",
                                            label,
                                            "outcome=\"failed\"");
                            assertThat(delivered + failed).isEqualTo(got.get());
                            assertThat(scrape.sum("tidegate_delivery_latency_seconds_count", label))
                                    .isEqualTo(delivered);
                            assertThat(
                                            scrape.sum("tidegate_deliveries_parked_total", label)
                                                    + scrape.sum(
                                                            "tidegate_deliveries_dead_total",
                                                            label))
                                    .isGreaterThanOrEqualTo(failed);
                        });
        assertThat(scrape.sum("tidegate_deliveries_dead_total")).isPositive();
    }

    private void send(MeteredGateway gateway, Random random) {
        String source = random.nextInt(10) == 0 ? "unmatched" : SOURCES.get(random.nextInt(2));
        // Few bodies, so that some come twice.
        String body = "{\"delta\":" + random.nextInt(REQUESTS / 2) + "}";
        String request =
                switch (random.nextInt(8)) {
                    case 0 -> "GET /in/" + source + "?challenge=abc HTTP/1.1\r\nHost: g\r\n\r\n";
                    case 1 -> post(source, body, "00" + sign(body).substring(2));
                    case 2 -> post(source, body, "");
                    case 3 -> post(source, body, sign(body)).replace("POST", "PUT");
                    case 4 ->
                            post(source, body, sign(body))
                                    .replace("Host: g", "Host: g\r\nContent-Encoding: br");
                    default -> post(source, body, sign(body));
                };
        try (RawHttp sender = gateway.connect()) {
            answers.merge(source + " " + sender.send(request).read().status(), 1, Integer::sum);
        }
    }

    private static String post(String source, String body, String signature) {
        return "POST /in/%s HTTP/1.1\r\nHost: g\r\nX-Dropbox-Signature: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(source, signature, body.length(), body);
    }

    private static String sign(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String configuration() {
        return """
        sources:
          one: { provider: dropbox, secrets: ["%1$s"] }
          two: { provider: dropbox, secrets: ["%1$s"] }
        destinations:
          steady: { http: { url: "http://127.0.0.1:%2$d/steady" } }
          shaky:
            http: { url: "http://127.0.0.1:%2$d/shaky" }
            retry: { attempts: 3, first: 10ms, factor: 1, max: 10ms, budget: 1 }
            breaker: { failures: 1000, openFor: 1s }
        routes:
          all: { from: [one, two], when: ".body.delta %% 3 != 0", to: [steady, shaky] }
        """
                .formatted(SECRET, server.getAddress().getPort());
    }
}
