package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The read-only REST API. */
class AdminApiTest extends OpenAdminPort {

    private static final String NOT_AN_OBJECT = "jq: Cannot index string with string \"x\"";

    @Test
    void storeSaysWhatItPromises() {
        // When
        String body = admin.get("/api/v1/store").body();
        // Then
        assertThat(new JsonObject(body))
                .isEqualTo(
                        new JsonObject()
                                .put("durability", "memory")
                                .put("usable", true)
                                .put("full", false)
                                .put("findings", new JsonArray()));
    }

    @Test
    void sourcesAreListedWithoutTheirSecrets() {
        // When
        String body = admin.get("/api/v1/sources").body();
        // Then
        var sources = new JsonObject(body).getJsonArray("sources");
        assertThat(sources.getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("name", "shop")
                                .put("path", "/in/shop")
                                .put("provider", "github")
                                .put("labels", new JsonArray().add("a"))
                                .put("secrets", 1)
                                .put("maxBody", 65_536));
        assertThat(sources.getJsonObject(1).getString("provider")).isEqualTo("custom");
        assertThat(sources.getJsonObject(1).getInteger("maxBody")).isEqualTo(1 << 20);
        assertThat(body).doesNotContain("0123456789abcdef");
    }

    @Test
    void destinationsAreListedWithTheirKindOnly() {
        String body = admin.get("/api/v1/destinations").body();
        var destinations = new JsonObject(body).getJsonArray("destinations");
        assertThat(destinations.getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("name", "ci")
                                .put("kind", "http")
                                .put("parked", 0)
                                .put("dead", 0));
        assertThat(destinations.getJsonObject(1).getString("kind")).isEqualTo("log");
        assertThat(body).doesNotContain("0123456789abcdef").doesNotContain("127.0.0.1");
    }

    @Test
    void eventsAreListedWithoutHeadersAndBodies() {
        // Given
        EventId id = append(Events.event("k1"));
        // When
        var events = admin.json("/api/v1/events").getJsonArray("events");
        // Then
        assertThat(events).hasSize(1);
        assertThat(events.getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("id", id.toString())
                                .put("source", "shop")
                                .put("provider", "custom")
                                .put("type", "order.paid")
                                .put("receivedAt", "2026-01-02T03:04:05.678Z")
                                .put("dedupKey", "k1")
                                .put("bytes", 12));
    }

    @Test
    void asManyEventsAreListedAsAreAskedFor() {
        for (int i = 0; i < 5; i++) {
            append(Events.event("k" + i));
        }
        assertThat(admin.json("/api/v1/events?limit=3").getJsonArray("events")).hasSize(3);
        assertThat(admin.json("/api/v1/events?limit=1000").getJsonArray("events")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999", "x", "", "1e3", "%20"})
    void limitOutOfBoundsIsRefused(String limit) {
        var answer = admin.get("/api/v1/events?limit=" + limit);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("TG-LIMIT");
        assertThat(admin.get("/api/v1/dead?destination=ci&limit=" + limit).statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneEventIsShownWithHeadersAndBody() {
        EventId id = append(Events.event("k1"));
        var event = admin.json("/api/v1/events/" + id);
        assertThat(event.getString("body")).isEqualTo("{\"key\":\"k1\"}");
        assertThat(event.containsKey("bodyBase64")).isFalse();
        assertThat(event.getJsonArray("headers").getJsonObject(2))
                .isEqualTo(new JsonObject().put("name", "x-shop").put("value", "ü"));
    }

    @Test
    void oneEventIsShownWithWhatEachRouteMakesOfIt() {
        // Given
        EventId id = append(Events.event("k1"));
        // When
        var routes = admin.json("/api/v1/events/" + id).getJsonArray("routes");
        // Then
        assertThat(routes)
                .isEqualTo(
                        new JsonArray()
                                .add(result("keyed", "matched"))
                                .add(result("never", "failed").put("reason", NOT_AN_OBJECT)));
        id = append(Events.event("k2"));
        assertThat(admin.json("/api/v1/events/" + id).getJsonArray("routes").getJsonObject(0))
                .isEqualTo(result("keyed", "unmatched").put("reason", "the filter does not hold"));
    }

    private static JsonObject result(String route, String outcome) {
        return new JsonObject().put("route", route).put("outcome", outcome);
    }

    @Test
    void partOfAnEventLeadsToTheWhole() {
        EventId id = append(Events.event("k1"));
        var event = admin.json("/api/v1/events/" + id + ".2-9f86d081");
        assertThat(event.getString("id")).isEqualTo(id.toString());
    }

    @Test
    void eventsThatNoRouteWantsCanBeAskedFor() {
        // Given
        append(Events.event("k1"));
        EventId unmatched = append(Events.event("k2"));
        // When
        var events = admin.json("/api/v1/events?unmatched=true").getJsonArray("events");
        // Then
        assertThat(events).hasSize(1);
        assertThat(events.getJsonObject(0).getString("id")).isEqualTo(unmatched.toString());
        assertThat(admin.json("/api/v1/events?unmatched=false").getJsonArray("events")).hasSize(2);
    }

    @Test
    void routesAreListedWithTheirCountsAndTheLastFailure() {
        // Given
        var never = admin.metrics.route("never");
        never.outOf(() -> 7);
        never.match();
        never.fail(new EventId(1, 2, 3), "jq: first");
        never.fail(new EventId(4, 5, 6), NOT_AN_OBJECT);
        // When
        var routes = admin.json("/api/v1/routes").getJsonArray("routes");
        // Then
        assertThat(routes.getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("name", "keyed")
                                .put("from", new JsonArray().add("label:a"))
                                .put("to", new JsonArray().add("ci"))
                                .put("split", false)
                                .put("matched", 0)
                                .put("unmatched", 0)
                                .put("failed", 0));
        assertThat(routes.getJsonObject(1).getInteger("matched")).isEqualTo(1);
        assertThat(routes.getJsonObject(1).getInteger("failed")).isEqualTo(2);
        assertThat(routes.getJsonObject(1).getInteger("unmatched")).isEqualTo(4);
        assertThat(routes.getJsonObject(1).getJsonObject("lastFailure"))
                .isEqualTo(new JsonObject().put("event", "4-5-6").put("reason", NOT_AN_OBJECT));
    }

    @Test
    void bodyThatIsNoTextIsShownByteForByte() {
        byte[] binary = {0, (byte) 0xff, (byte) 0xfe, 13, 10};
        Event text = Events.event("k1");
        EventId id =
                append(
                        new Event(
                                text.source(),
                                text.provider(),
                                text.type(),
                                text.dedupKey(),
                                text.receivedAt(),
                                text.headers(),
                                binary));
        var event = admin.json("/api/v1/events/" + id);
        assertThat(Base64.getDecoder().decode(event.getString("bodyBase64"))).isEqualTo(binary);
        assertThat(event.containsKey("body")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7-1-1", "nonsense", "1-2", "%2e%2e", "{07}"})
    void eventThatIsNotThereIsNotFound(String id) {
        var answer = admin.get("/api/v1/events/" + id.replace("{", "%7B").replace("}", "%7D"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body()).contains("TG-NOT-FOUND");
    }

    @Test
    void deadLettersAreListedByDestination() {
        // Given
        Event event = Events.event("k1");
        var stored = new StoredEvent(append(event), event);
        admin.inStore(it -> it.bury(Events.delivery(stored, "ci").next(), Setback.of("503")));
        // When
        var dead = admin.json("/api/v1/dead?destination=ci").getJsonArray("dead");
        // Then
        assertThat(dead).hasSize(1);
        JsonObject letter = dead.getJsonObject(0);
        assertThat(letter.getString("id")).isEqualTo(stored.id().toString());
        assertThat(letter.getString("destination")).isEqualTo("ci");
        assertThat(letter.getInteger("attempts")).isEqualTo(1);
        assertThat(letter.getString("reason")).isEqualTo("503");
        assertThat(letter.getString("diedAt")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(admin.json("/api/v1/dead?destination=console").getJsonArray("dead")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?destination=", "?destination=nobody", "?destination={07}"})
    void deadLettersOfNoConfiguredDestinationAreRefused(String query) {
        var answer = admin.get("/api/v1/dead" + query.replace("{", "%7B").replace("}", "%7D"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("TG-DESTINATION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/events", "/api/v1/events/7-1-1", "/api/v1/dead?destination=ci"})
    void storeAwayIsSaidUntilItIsBack(String path) {
        admin.stores.setAway(true);
        var answer = admin.get(path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("TG-STORE-UNAVAILABLE");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        admin.stores.setAway(false);
        assertThat(admin.get(path).statusCode()).isNotEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/nothing,404",
        "GET,/api/v1,404",
        "GET,/in/shop,404",
        "GET,/../etc/passwd,404",
        "POST,/api/v1/events,405",
        "DELETE,/metrics,405"
    })
    void anythingElseIsAProblem(String method, String path, int status) {
        var answer = admin.send(method, path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(status);
    }

    private EventId append(Event event) {
        return admin.inStore(store -> store.append(event));
    }
}
