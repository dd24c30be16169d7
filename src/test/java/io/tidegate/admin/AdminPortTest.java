package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.event.Event;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health, metrics, the token, and what every answer carries. */
class AdminPortTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOKEN = "correct horse";

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @Test
    void readyWhileTheStoreIsUsable() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            assertThat(admin.json("/health/ready"))
                    .isEqualTo(
                            new JsonObject()
                                    .put("status", "ready")
                                    .put("store", "usable")
                                    .put("backend", "memory")
                                    .put("durability", "memory")
                                    .put("config", "current")
                                    .put("started", true)
                                    .put("draining", false));
        }
    }

    @Test
    void notReadyButLiveWhileTheStoreIsAway() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            // When
            admin.stores.setAway(true);
            // Then
            var answer = admin.get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(answer.body()).getString("store")).isEqualTo("away");
            assertThat(admin.get("/health/live").statusCode()).isEqualTo(200);
            admin.stores.setAway(false);
            assertThat(admin.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void notReadyButLiveWhileDraining() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            admin.readiness.drain();
            var answer = admin.get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(answer.body()).getBoolean("draining")).isTrue();
            assertThat(admin.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void notReadyWhileOneOfSeveralStoresIsAway() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            admin.readiness.needsStore(() -> true);
            assertThat(admin.get("/health/ready").statusCode()).isEqualTo(200);
            admin.readiness.needsStore(() -> false);
            assertThat(admin.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void notLiveOnceAnEventLoopIsStuck() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            var answers = new AtomicBoolean(true);
            admin.readiness.needsLoops(answers::get);
            assertThat(admin.get("/health/live").statusCode()).isEqualTo(200);
            answers.set(false);
            assertThat(admin.get("/health/live").statusCode()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/api/v1/events", "/api/v1/sources", "/nothing"})
    void withoutTheTokenNothingButHealthIsShown(String path) throws IOException {
        try (var admin = new AdminPort(VERTX, TOKEN)) {
            // When
            var answer = admin.get(path);
            // Then
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("TG-ADMIN-TOKEN");
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
            assertThat(admin.registry.get("tidegate.admin.refused").counter().count()).isEqualTo(1);
            assertThat(admin.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(admin.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer wrong",
                "Bearer correct hors",
                "Bearer  correct horse",
                "Bearer CORRECT HORSE",
                "Basic correct horse",
                "correct horse"
            })
    void wrongTokenIsNoToken(String header) throws IOException {
        try (var admin = new AdminPort(VERTX, TOKEN)) {
            assertThat(admin.get("/metrics", "Authorization", header).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whereThereIsATokenForChangesTheOtherOneOnlyReads() throws IOException {
        try (var admin = new AdminPort(VERTX, TOKEN, "battery staple")) {
            String path = "/api/v1/sources/shop/capture";
            // When
            var refused = admin.send("POST", path, "Authorization", "Bearer " + TOKEN);
            // Then
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("TG-READ-ONLY");
            assertThat(admin.send("POST", path).statusCode()).isEqualTo(401);
            String writer = "Bearer battery staple";
            assertThat(admin.send("POST", path, "Authorization", writer).statusCode())
                    .isEqualTo(200);
            assertThat(admin.get("/metrics", "Authorization", writer).statusCode()).isEqualTo(200);
            assertThat(admin.get("/metrics", "Authorization", "Bearer " + TOKEN).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokenForChangesAloneLeavesReadingOpen() throws IOException {
        try (var admin = new AdminPort(VERTX, "", "battery staple")) {
            assertThat(admin.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(admin.send("POST", "/api/v1/sources/shop/capture").statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer "})
    void rightTokenOpensEverything(String scheme) throws IOException {
        try (var admin = new AdminPort(VERTX, TOKEN)) {
            var answer = admin.get("/metrics", "Authorization", scheme + TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(admin.registry.get("tidegate.admin.refused").counter().count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/health/live", "/api/v1/sources", "/nothing"})
    void nothingIsKeptGuessedOrRun(String path) throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            var headers = admin.get(path).headers();
            assertThat(headers.firstValue("cache-control")).contains("no-store");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("content-security-policy").orElse(""))
                    .startsWith("default-src 'none'");
        }
    }

    @Test
    void indexNamesEveryPath() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            assertThat(admin.get("/").body())
                    .contains("/health/live", "/health/ready", "/metrics", "/api/v1/sources")
                    .contains(
                            "/api/v1/destinations",
                            "/api/v1/events",
                            "/api/v1/dead",
                            "/api/v1/parked",
                            "/replay");
        }
    }

    @Test
    void metricsAreInThePrometheusTextFormat() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            var answer = admin.get("/metrics");
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains("# TYPE tidegate_store_events gauge")
                    .doesNotContain("# EOF");
        }
    }

    @Test
    void metricsAreInOpenMetricsForWhoAsksForIt() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            var answer =
                    admin.get(
                            "/metrics",
                            "Accept",
                            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1");
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(answer.body())
                    .contains("# TYPE tidegate_store_events gauge")
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void sizesOfTheStoreAreShownAndScrapesDoNotAskForThem() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            // Given
            Event event = Events.event("k1");
            var id = admin.inStore(store -> store.append(event));
            var delivery = Events.delivery(new StoredEvent(id, event), "ci").next();
            admin.inStore(store -> store.park(delivery, Duration.ofHours(1), Setback.of("503")));
            admin.inStore(
                    store ->
                            store.bury(
                                    Events.delivery(new StoredEvent(id, event), "console").next(),
                                    Setback.of("410")));
            // When
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(metrics(admin)).contains("tidegate_store_events 1.0"));
            int calls = admin.stores.statusCalls.get();
            String text = metrics(admin);
            metrics(admin);
            // Then
            assertThat(text)
                    .contains("tidegate_store_usable 1.0")
                    .contains("tidegate_parked{destination=\"ci\"} 1.0")
                    .contains("tidegate_dead{destination=\"console\"} 1.0")
                    .contains("tidegate_dead{destination=\"ci\"} 0.0");
            assertThat(admin.stores.statusCalls.get()).isLessThanOrEqualTo(calls + 1);
            assertThat(
                            admin.json("/api/v1/destinations")
                                    .getJsonArray("destinations")
                                    .getJsonObject(0)
                                    .getInteger("parked"))
                    .isEqualTo(1);
        }
    }

    private static String metrics(AdminPort admin) {
        return admin.get("/metrics").body();
    }
}
