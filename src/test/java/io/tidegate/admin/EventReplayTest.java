package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Parked;
import io.tidegate.testing.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Delivering a stored event once more. */
class EventReplayTest extends OpenAdminPort {

    @Test
    void replayedEventIsOwedToWhomItsRoutesLead() {
        // Given
        EventId id = append(Events.event("k1"));
        // When
        var result = AdminPort.json(admin.send("POST", path(id)));
        // Then
        assertThat(result)
                .isEqualTo(
                        new JsonObject()
                                .put("id", id.toString())
                                .put("replayed", new JsonArray(List.of("ci")))
                                .put("unmatched", new JsonArray()));
        assertThat(parked("ci")).extracting(it -> it.delivery().id()).containsExactly(id);
        assertThat(admin.inStore(it -> it.claimDue("ci", 10, Duration.ofMinutes(1))).deliveries())
                .hasSize(1);
    }

    @Test
    void replayedEventLinesUpBehindOthersOfItsKeyAndTheListSaysSo() {
        // Given
        EventId first = append(Events.event("shop", "e1", "{\"key\":\"k1\"}"));
        EventId second = append(Events.event("shop", "e2", "{\"key\":\"k1\"}"));
        // When
        AdminPort.json(admin.send("POST", path(first)));
        AdminPort.json(admin.send("POST", path(second)));
        AdminPort.json(admin.send("POST", path(first)));
        // Then
        assertThat(admin.inStore(it -> it.claimDue("ci", 10, Duration.ofMinutes(1))).deliveries())
                .extracting(Delivery::id)
                .containsExactly(first);
        var list = admin.json("/api/v1/parked?destination=ci").getJsonArray("parked");
        assertThat(list.getJsonObject(0).getString("dueAt")).startsWith("2026-11-23T12:01");
        assertThat(list.getJsonObject(1).getString("id")).isEqualTo(second.toString());
        assertThat(list.getJsonObject(1).getBoolean("inLine")).isTrue();
        assertThat(list.getJsonObject(1).containsKey("dueAt")).isFalse();
    }

    @Test
    void namedDestinationsAloneAreServedAndOthersAreSaidToBeUnmatched() {
        EventId id = append(Events.event("k1"));
        var names = new JsonArray(List.of("console", "nobody"));
        var answer = admin.post(path(id), new JsonObject().put("destinations", names));
        var result = AdminPort.json(answer);
        assertThat(result.getJsonArray("replayed")).isEmpty();
        assertThat(result.getJsonArray("unmatched")).isEqualTo(names);
        assertThat(parked("ci")).isEmpty();
        assertThat(parked("console")).isEmpty();
    }

    @Test
    void eventOfARemovedSourceIsOwedToNobody() {
        EventId id = append(Events.event("gone", "k1"));
        var result = AdminPort.json(admin.send("POST", path(id)));
        assertThat(result.getJsonArray("replayed")).isEmpty();
    }

    @Test
    void deliveryThatIsParkedKeepsItsAttempts() {
        // Given
        Event event = Events.event("k1");
        var delivery = Events.delivery(new StoredEvent(append(event), event), "ci").next();
        admin.inStore(it -> it.park(delivery, Duration.ofHours(1), Setback.of("503")));
        // When
        AdminPort.json(admin.send("POST", path(delivery.id())));
        // Then
        assertThat(parked("ci")).extracting(it -> it.delivery().attempt()).containsExactly(1);
    }

    @Test
    void eventThatIsNotThereIsNotFound() {
        assertThat(admin.send("POST", "/api/v1/events/1-2-3/replay").statusCode()).isEqualTo(404);
        assertThat(admin.send("POST", "/api/v1/events/x/replay").statusCode()).isEqualTo(404);
    }

    @Test
    void inputThatCannotBeUnderstoodIsRefused() {
        EventId id = append(Events.event("k1"));
        var answer = admin.post(path(id), new JsonObject().put("destinations", "ci"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(parked("ci")).isEmpty();
    }

    @Test
    void storeAwayIsSaid() {
        EventId id = append(Events.event("k1"));
        admin.stores.setAway(true);
        assertThat(admin.send("POST", path(id)).statusCode()).isEqualTo(503);
    }

    private static String path(EventId id) {
        return "/api/v1/events/" + id + "/replay";
    }

    private EventId append(Event event) {
        return admin.inStore(store -> store.append(event));
    }

    private List<Parked> parked(String destination) {
        return admin.inStore(it -> it.parked(destination, 10));
    }
}
