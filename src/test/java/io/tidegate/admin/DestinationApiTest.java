package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.event.Event;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.testing.Events;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pausing destinations, and deciding about what was left for those that were removed. */
class DestinationApiTest extends OpenAdminPort {

    @Test
    void pausedDestinationIsPausedInTheStoreAndShownSo() {
        // When
        var answer = post("ci/pause", new JsonObject().put("reason", "moving house"));
        // Then
        assertThat(AdminPort.json(answer))
                .isEqualTo(new JsonObject().put("destination", "ci").put("paused", true));
        assertThat(paused()).containsExactly("ci");
        eventually(
                () -> {
                    assertThat(shown("ci").getString("pausedBecause")).isEqualTo("moving house");
                    assertThat(shown("ci").getString("pausedSince"))
                            .isEqualTo("2026-11-23T12:00:00Z");
                    assertThat(gauge("tidegate.destination.paused", "destination", "ci"))
                            .isEqualTo(1);
                });
        assertThat(shown("console").containsKey("pausedSince")).isFalse();
    }

    @Test
    void resumedDestinationIsNotPaused() {
        admin.send("POST", path("ci/pause"));
        assertThat(admin.send("POST", path("ci/resume")).statusCode()).isEqualTo(200);
        assertThat(paused()).isEmpty();
        eventually(() -> assertThat(shown("ci").containsKey("pausedSince")).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody/pause", "nobody/resume", "%7B07%7D/pause"})
    void destinationThatNobodyKnowsIsNotPaused(String path) {
        assertThat(admin.send("POST", path(path)).statusCode()).isEqualTo(404);
        assertThat(paused()).isEmpty();
    }

    @Test
    void reasonThatIsTooLongIsRefused() {
        var answer = post("ci/pause", new JsonObject().put("reason", "x".repeat(201)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(paused()).isEmpty();
    }

    @Test
    void whatWasLeftForARemovedDestinationIsShownAndCounted() {
        // When
        park("k1", "gone");
        bury("k2", "gone");
        // Then
        eventually(() -> assertThat(names()).containsExactly("ci", "console", "jobs", "gone"));
        assertThat(shown("gone"))
                .isEqualTo(
                        new JsonObject()
                                .put("name", "gone")
                                .put("kind", "removed")
                                .put("parked", 1)
                                .put("dead", 1));
        assertThat(gauge("tidegate.removed.parked")).isEqualTo(1);
        assertThat(gauge("tidegate.removed.dead")).isEqualTo(1);
        assertThat(list("parked", "gone")).isEqualTo(1);
        assertThat(list("dead", "gone")).isEqualTo(1);
    }

    @Test
    void whatWasLeftCanBeGivenUpAndReplayedToAnotherDestination() {
        // Given
        StoredEvent event = park("k1", "gone");
        eventually(() -> assertThat(names()).contains("gone"));
        // When
        var given = AdminPort.json(bury("gone"));
        var replay = new JsonObject().put("destination", "gone").put("to", "ci");
        var replayed = AdminPort.json(admin.post("/api/v1/dead/replay", replay));
        // Then
        assertThat(given.getInteger("buried")).isOne();
        assertThat(replayed.getInteger("replayed")).isOne();
        assertThat(deadOfGone()).isEmpty();
        var parked = admin.inStore(it -> it.parked("ci", 10));
        assertThat(parked).extracting(it -> it.delivery().id()).containsExactly(event.id());
        assertThat(parked)
                .extracting(it -> it.delivery().destination(), it -> it.delivery().attempt())
                .containsExactly(tuple("ci", 0));
        eventually(() -> assertThat(names()).doesNotContain("gone"));
    }

    @Test
    void deadLettersAreNotReplayedToWhereNobodyLooks() {
        bury("k1", "ci");
        var replay = new JsonObject().put("destination", "ci").put("to", "nobody");
        var answer = admin.post("/api/v1/dead/replay", replay);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(list("dead", "ci")).isEqualTo(1);
    }

    @Test
    void deadLetterKeepsWhyTheLastAttemptFailedWhenItIsGivenUpByHand() {
        park("k1", "gone");
        eventually(() -> assertThat(names()).contains("gone"));
        bury("gone");
        assertThat(deadOfGone()).extracting(it -> it.setback().reason()).containsExactly("503");
    }

    @Test
    void onlyAPausedDestinationsDeliveriesAreGivenUpBecauseTheyAreNotUnderWay() {
        // Given
        park("k1", "ci");
        assertThat(bury("ci").body()).contains("TG-UNDER-WAY");
        assertThat(list("parked", "ci")).isEqualTo(1);
        // When
        admin.send("POST", path("ci/pause"));
        eventually(() -> assertThat(shown("ci").containsKey("pausedSince")).isTrue());
        var answer = bury("ci");
        // Then
        assertThat(AdminPort.json(answer).getInteger("buried")).isOne();
        assertThat(list("parked", "ci")).isZero();
        assertThat(list("dead", "ci")).isEqualTo(1);
    }

    @Test
    void everythingThatIsParkedIsGivenUp() {
        for (int i = 0; i < 250; i++) {
            park("k" + i, "gone");
        }
        eventually(() -> assertThat(names()).contains("gone"));
        assertThat(AdminPort.json(bury("gone")).getInteger("buried")).isEqualTo(250);
        assertThat(list("parked", "gone")).isZero();
    }

    @Test
    void nothingIsGivenUpForADestinationThatNobodyKnows() {
        assertThat(bury("nobody").body()).contains("TG-DESTINATION");
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    private static String path(String rest) {
        return "/api/v1/destinations/" + rest;
    }

    private HttpResponse<String> post(String rest, JsonObject body) {
        return admin.post(path(rest), body);
    }

    private HttpResponse<String> bury(String destination) {
        return admin.post("/api/v1/parked/bury", new JsonObject().put("destination", destination));
    }

    private List<DeadLetter> deadOfGone() {
        return admin.inStore(it -> it.deadLetters(DeadRange.all("gone"), 10));
    }

    private Set<String> paused() {
        return admin.inStore(it -> it.wake(Set.of(), 10)).paused();
    }

    private List<String> names() {
        return admin.json("/api/v1/destinations").getJsonArray("destinations").stream()
                .map(it -> ((JsonObject) it).getString("name"))
                .toList();
    }

    private JsonObject shown(String name) {
        return admin.json("/api/v1/destinations").getJsonArray("destinations").stream()
                .map(JsonObject.class::cast)
                .filter(it -> it.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private int list(String what, String destination) {
        return admin.json("/api/v1/" + what + "?limit=1000&destination=" + destination)
                .getJsonArray(what)
                .size();
    }

    private double gauge(String name, String... tags) {
        return admin.registry.get(name).tags(tags).gauge().value();
    }

    private StoredEvent park(String key, String destination) {
        StoredEvent stored = stored(key);
        var delivery = Events.delivery(stored, destination).next();
        admin.inStore(it -> it.park(delivery, Duration.ofHours(1), Setback.of("503")));
        return stored;
    }

    private void bury(String key, String destination) {
        var delivery = Events.delivery(stored(key), destination).next();
        admin.inStore(it -> it.bury(delivery, Setback.of("503")));
    }

    private StoredEvent stored(String key) {
        Event event = Events.event(key);
        return new StoredEvent(admin.inStore(it -> it.append(event)), event);
    }
}
