package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.RawHttp;
import io.tidegate.testing.Scrape;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers cannot make time series. {@code -Dtidegate.strangers=100000} sends so many requests
 * instead of a few thousand.
 */
class SeriesTest {

    private static final int REQUESTS = Integer.getInteger("tidegate.strangers", 3_000);
    private static final String TOKEN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~!$&'*+^`|";
    private static final String PATH = TOKEN.replaceAll("[`^|]", "") + "/%@:;=?,()";
    private static final List<String> METHODS =
            List.of("GET", "POST", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final List<String> FIELDS =
            List.of(
                    "User-Agent",
                    "Content-Type",
                    "X-GitHub-Event",
                    "X-GitHub-Delivery",
                    "X-Hub-Signature-256",
                    "traceparent",
                    "baggage",
                    "X-Forwarded-For",
                    "Origin");

    private static final String CONFIGURATION =
            """
            sources:
              shop: { provider: github, secrets: ["series-test-secret-0123456789"] }
              anybody: { verify: { scheme: none } }
            destinations:
              console: { log: { body: false } }
            routes:
              all: { from: [shop, anybody], to: [console] }
            """;

    @TempDir private Path folder;

    @Test
    void randomPathsMethodsAndHeadersAddNoSeries() {
        long seed = Long.getLong("tidegate.seed", new Random().nextLong());
        var random = new Random(seed);
        try (var gateway = new MeteredGateway(folder, CONFIGURATION)) {
            // Given
            var before = ours(gateway.scrape());
            // When
            int answered = 0;
            while (answered < REQUESTS) {
                answered += askWhileOpen(gateway, random, REQUESTS - answered);
            }
            // Then
            var scrape = gateway.scrape();
            assertThat(ours(scrape)).as("seed %d", seed).isEqualTo(before);
            assertThat(scrape.sum("tidegate_requests_total")).isGreaterThanOrEqualTo(REQUESTS);
            assertThat(scrape.sum("tidegate_requests_total", "outcome=\"accepted\"")).isPositive();
            assertThat(scrape.sum("tidegate_rejections_total")).isPositive();
            assertThat(scrape.sum("tidegate_refusals_total")).isPositive();
        }
    }

    /** All but those of pauses for garbage, of which there is one more for each kind of pause. */
    private static Set<String> ours(Scrape scrape) {
        return scrape.series().stream()
                .filter(it -> !it.startsWith("jvm_gc_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Sends until enough are answered or the gateway closes; the number of answers. */
    private static int askWhileOpen(MeteredGateway gateway, Random random, int most) {
        try (RawHttp sender = gateway.connect()) {
            int answered = 0;
            while (answered < most) {
                var answer = sender.send(request(random)).read();
                answered++;
                if (answer.header("connection").equals("close")) {
                    return answered;
                }
            }
            return answered;
        }
    }

    private static String request(Random random) {
        boolean isKnownMethod = random.nextInt(4) > 0;
        String method =
                isKnownMethod
                        ? METHODS.get(random.nextInt(METHODS.size()))
                        : word(random, TOKEN, 8);
        var fields = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.append(FIELDS.get(random.nextInt(FIELDS.size())))
                    .append(": ")
                    .append(word(random, PATH, 40))
                    .append("\r\n");
        }
        fields.append("X-").append(word(random, TOKEN, 12)).append(": 1\r\n");
        String body = method.equals("POST") ? word(random, PATH, 20) : "";
        return "%s %s HTTP/1.1\r\nHost: g\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(method, target(random), fields, body.length(), body);
    }

    private static String target(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "/in/shop";
            case 1 -> "/in/anybody?" + word(random, PATH, 10);
            case 2 -> "/in/" + word(random, PATH, 30);
            default -> "/" + word(random, PATH, 30);
        };
    }

    private static String word(Random random, String letters, int most) {
        var word = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
