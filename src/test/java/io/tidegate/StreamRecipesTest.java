package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.testing.KafkaBroker;
import io.tidegate.testing.LogLines;
import io.tidegate.testing.RecordingSink;
import io.tidegate.testing.RedisServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recipes that also write to Redis, Kafka, files and the log, as {@link RecipesTest}. */
class StreamRecipesTest {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

    private static final String SECRET = RecipeVariables.SECRET;

    @TempDir Path folder;

    private final RecordingSink server = new RecordingSink();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void paymentAtStripeStartsFulfilmentAndIsInTheLedger() {
        try (var run = new RecipeRun("stripe-payment-starts-fulfilment", environment())) {
            // When one checkout is not paid yet and another is
            run.send("stripe", SECRET, Headers.none(), RecipeRequests.checkout("evt_1", "unpaid"));
            var answer =
                    run.send(
                            "stripe",
                            SECRET,
                            Headers.none(),
                            RecipeRequests.checkout("evt_2", "paid"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(() -> assertThat(server.received()).hasSize(1));
            var order = got("/fulfil");
            assertThat(order.headers()).containsKeys("webhook-id", "webhook-signature");
            assertThat(new JsonObject(order.body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"order":"order-12","session":"cs_evt_2","payment":"pi_1",
                                     "customer":"ada@example.com","amount":4200,"currency":"eur",
                                     "items":{"sku":"tide-table"}}"""));
            eventually(() -> assertThat(REDIS.command("XLEN", "payments")).isEqualTo("2"));
        }
    }

    @Test
    void orderAtShopifyIsARecordInKafka() {
        // Given
        KAFKA.makeTopic("shop-orders", Map.of());
        try (var run = new RecipeRun("shopify-order-to-kafka", environment())) {
            // When a customer signs up and orders
            run.send("shopify", SECRET, RecipeRequests.shopify("customers/create"), "{\"id\":1}");
            var answer =
                    run.send(
                            "shopify",
                            SECRET,
                            RecipeRequests.shopify("orders/create"),
                            RecipeRequests.ORDER);

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(() -> assertThat(KAFKA.records("shop-orders")).hasSize(1));
            var record = KAFKA.records("shop-orders").get(0);
            assertThat(record.headers().lastHeader("webhook-id")).isNotNull();
            assertThat(new JsonObject(Buffer.buffer(record.value())))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"order":820982911946154508,"shop":"harbour.myshopify.com",
                                     "happened":"orders/create","at":"2026-11-23T12:00:00+01:00",
                                     "currency":"EUR","total":"403.00",
                                     "items":[{"product":7,"sku":"tide-table","quantity":2}]}"""));
        }
    }

    @Test
    void orderThatIsDeletedAtShopifyIsARecordToo() {
        // Given
        var variables = new HashMap<>(environment());
        variables.put("KAFKA_TOPIC", "deleted-orders");
        KAFKA.makeTopic("deleted-orders", Map.of());
        try (var run = new RecipeRun("shopify-order-to-kafka", variables)) {
            // When
            run.send("shopify", SECRET, RecipeRequests.shopify("orders/delete"), "{\"id\":7}");

            // Then
            eventually(() -> assertThat(KAFKA.records("deleted-orders")).hasSize(1));
            var record = KAFKA.records("deleted-orders").get(0);
            assertThat(new JsonObject(Buffer.buffer(record.value())))
                    .contains(Map.entry("order", 7), Map.entry("happened", "orders/delete"));
        }
    }

    @Test
    void releaseReachesFiveKindsOfDestination() {
        String body =
                """
                {"action":"published", "repository":{"full_name":"acme/shop"},
                 "release":{"tag_name":"v2.0","html_url":"https://github.test/acme/shop/v2.0"}}""";
        try (var log = new LogLines("io.tidegate.action.LogAction");
                var run = new RecipeRun("release-reaches-everybody", environment())) {
            // When
            run.send("github", SECRET, RecipeRequests.github("release"), body);

            // Then
            eventually(() -> assertThat(server.received()).hasSize(2));
            assertThat(new JsonObject(got("/slack").body()).getString("text"))
                    .isEqualTo(
                            ":rocket: acme/shop <https://github.test/acme/shop/v2.0|v2.0> is out");
            assertThat(got("/website").body()).isEqualTo(body);
            eventually(() -> assertThat(REDIS.command("XLEN", "releases")).isEqualTo("1"));
            assertThat(REDIS.command("XRANGE", "releases", "-", "+")).contains(body);
            eventually(() -> assertThat(archived()).contains("\"type\":\"release\""));
            eventually(() -> assertThat(log.pairs()).contains("destination=operators"));
        }
    }

    private Map<String, String> environment() {
        return RecipeVariables.of(
                server.url().replaceAll("/$", ""), REDIS.uri(), KAFKA.bootstrap(), folder);
    }

    private RecordingSink.Received got(String path) {
        var there = server.receivedAt(path);
        assertThat(there).as(path).hasSize(1);
        return there.get(0);
    }

    private String archived() throws IOException {
        try (var files = Files.list(folder)) {
            var lines = new StringBuilder();
            for (Path file : files.filter(it -> it.toString().endsWith(".jsonl")).toList()) {
                lines.append(Files.readString(file));
            }
            return lines.toString();
        }
    }

    private static void eventually(ThrowingRunnable isTrue) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(isTrue);
    }
}
