package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DeadRange;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients fetch what is parked for a queue. */
class QueueApiTest {

    private static final Vertx VERTX = Vertx.vertx();

    private AdminPort admin;

    @BeforeEach
    void open() throws IOException {
        admin = new AdminPort(VERTX, "");
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @Test
    void leasedItemSaysEverythingOfItsEvent() {
        // Given
        EventId id = park("k1");
        // When
        var items = lease();
        // Then
        assertThat(items).hasSize(1);
        var item = items.get(0);
        assertThat(item.getString("id")).isEqualTo(id.toString());
        assertThat(item.getString("source")).isEqualTo("shop");
        assertThat(item.getString("type")).isEqualTo("order.paid");
        assertThat(item.getInteger("attempt")).isEqualTo(1);
        assertThat(item.getString("payload")).isEqualTo("{\"key\":\"k1\"}");
        assertThat(item.getJsonArray("headers").getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("name", "Content-Type")
                                .put("value", "application/json"));
        assertThat(lease()).isEmpty();
    }

    @Test
    void payloadThatIsNoTextComesAsBase64() {
        // Given
        Event event = Events.event("k1");
        var stored = new StoredEvent(admin.inStore(it -> it.append(event)), event);
        park(new Delivery(stored, "jobs", new byte[] {(byte) 0xff, 0}, 0));
        // When
        var item = lease().get(0);
        // Then
        assertThat(item.getString("payloadBase64")).isEqualTo("/wA=");
        assertThat(item.containsKey("payload")).isFalse();
    }

    @Test
    void acknowledgedItemIsGoneForGood() {
        // Given
        park("k1");
        var item = lease().get(0);
        // When
        var answer = post("ack", item);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        admin.advance(Duration.ofHours(1));
        assertThat(lease()).isEmpty();
        assertThat(count("tidegate.delivery.attempts", "delivered")).isEqualTo(1);
        assertThat(post("ack", item).statusCode()).isEqualTo(409);
        assertThat(count("tidegate.delivery.attempts", "delivered")).isEqualTo(1);
    }

    @Test
    void leaseThatEndedAndWasGivenToAnotherIsRefused() {
        // Given
        park("k1");
        var first = lease().get(0);
        admin.advance(Duration.ofSeconds(10));
        // When
        var second = lease().get(0);
        // Then
        assertThat(second.getInteger("attempt")).isEqualTo(2);
        for (String way : List.of("ack", "extend", "release")) {
            assertThat(post(way, first).statusCode()).isEqualTo(409);
            assertThat(post(way, first).body()).contains("TG-LEASE");
        }
        assertThat(post("ack", second).statusCode()).isEqualTo(200);
    }

    @Test
    void extendedItemStaysWithItsClient() {
        // Given
        park("k1");
        var item = lease().get(0);
        // When
        var answer = post("extend", body(item).put("visibility", "1m"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        admin.advance(Duration.ofSeconds(59));
        assertThat(lease()).isEmpty();
        assertThat(post("ack", item).statusCode()).isEqualTo(200);
    }

    @Test
    void clientMayAskForFewerAndForAnotherTime() {
        // Given
        park("k1");
        park("k2");
        // When
        var asked = new JsonObject().put("max", 1).put("visibility", "1h");
        var items = items(admin.post("/api/v1/queues/jobs/lease", asked));
        // Then
        assertThat(items).hasSize(1);
        admin.advance(Duration.ofMinutes(59));
        assertThat(lease()).hasSize(1);
    }

    @Test
    void itemThatWasLeasedOftenEnoughIsADeadLetter() {
        // Given
        EventId id = park("k1");
        lease();
        admin.advance(Duration.ofSeconds(10));
        post("release", lease().get(0));
        // When
        var items = lease();
        // Then
        assertThat(items).isEmpty();
        var letters = admin.inStore(it -> it.deadLetters(DeadRange.all("jobs"), 10));
        assertThat(letters).extracting(it -> it.delivery().id()).containsExactly(id);
        assertThat(letters.get(0).delivery().attempt()).isEqualTo(2);
        assertThat(letters.get(0).setback().reason())
                .isEqualTo("leased 2 times and never acknowledged");
        assertThat(count("tidegate.delivery.attempts", "failed")).isEqualTo(2);
        assertThat(admin.registry.get("tidegate.deliveries.dead").counter().count()).isEqualTo(1);
    }

    @Test
    void releasedItemWaitsForItsDelay() {
        // Given
        park("k1");
        // When
        post("release", body(lease().get(0)).put("delay", "1m"));
        // Then
        admin.advance(Duration.ofSeconds(59));
        assertThat(lease()).isEmpty();
        admin.advance(Duration.ofSeconds(1));
        assertThat(lease()).hasSize(1);
    }

    @Test
    void pausedQueueHandsOutNothingAndTakesWhatIsDone() {
        // Given
        park("k1");
        var item = lease().get(0);
        park("k2");
        // When
        admin.send("POST", "/api/v1/destinations/jobs/pause");
        // Then
        Awaitility.await().untilAsserted(() -> assertThat(shown()).contains("pausedSince"));
        assertThat(lease()).isEmpty();
        assertThat(post("ack", item).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ci", "nobody"})
    void whatIsNoQueueCannotBeFetchedFrom(String name) {
        var answer = admin.send("POST", "/api/v1/queues/" + name + "/lease");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("TG-QUEUE");
    }

    @ParameterizedTest
    @CsvSource({
        "lease, max, 101",
        "lease, visibility, 13h",
        "lease, visibility, 0s",
        "lease, other, x",
        "ack, lease, x",
        "ack, lease, 0123456789abcdef0123456789abcdef.x",
        "ack, lease, ''",
        "release, delay, 13h"
    })
    void inputThatCannotBeUnderstoodIsRefused(String way, String key, String value) {
        var answer = admin.post("/api/v1/queues/jobs/" + way, new JsonObject().put(key, value));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("TG-MALFORMED");
    }

    @Test
    void storeAwayIsSaid() {
        park("k1");
        var item = lease().get(0);
        admin.stores.setAway(true);
        assertThat(post("ack", item).statusCode()).isEqualTo(503);
        assertThat(admin.send("POST", "/api/v1/queues/jobs/lease").statusCode()).isEqualTo(503);
    }

    private EventId park(String key) {
        Event event = Events.event(key);
        EventId id = admin.inStore(it -> it.append(event));
        park(Events.delivery(new StoredEvent(id, event), "jobs"));
        return id;
    }

    private void park(Delivery delivery) {
        admin.inStore(it -> it.park(delivery, Duration.ZERO, Setback.NONE));
    }

    private List<JsonObject> lease() {
        return items(admin.send("POST", "/api/v1/queues/jobs/lease"));
    }

    private static List<JsonObject> items(HttpResponse<String> answer) {
        return AdminPort.json(answer).getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static JsonObject body(JsonObject item) {
        return new JsonObject().put("lease", item.getString("lease"));
    }

    private HttpResponse<String> post(String way, JsonObject itemOrBody) {
        var body = itemOrBody.containsKey("id") ? body(itemOrBody) : itemOrBody;
        return admin.post("/api/v1/queues/jobs/" + way, body);
    }

    private String shown() {
        return admin.get("/api/v1/destinations").body();
    }

    private double count(String meter, String outcome) {
        return admin.registry
                .get(meter)
                .tags("destination", "jobs", "outcome", outcome)
                .counter()
                .count();
    }
}
