package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Excerpt;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Parked;
import io.tidegate.testing.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking at what waits and at what gave up, trying it again, and throwing it away. */
class DeadApiTest extends OpenAdminPort {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String REPLAY = "/api/v1/dead/replay";

    @Test
    void deadLetterIsShownWithWhatTheDestinationAnswered() {
        // Given
        var answer = Excerpt.of("<h1>no such order</h1>".getBytes(StandardCharsets.UTF_8));
        bury(stored("k1"), new Setback("404", answer));
        // When
        var letter = dead("").getJsonObject(0);
        // Then
        assertThat(letter.getString("reason")).isEqualTo("404");
        assertThat(letter.getString("answer")).isEqualTo("<h1>no such order</h1>");
    }

    @Test
    void answerCutWithinALetterIsShownByteForByte() {
        byte[] cut = {'a', (byte) 0xc3};
        bury(stored("k1"), new Setback("500", Excerpt.of(cut)));
        var letter = dead("").getJsonObject(0);
        assertThat(letter.getBinary("answerBase64")).isEqualTo(cut);
        assertThat(letter.containsKey("answer")).isFalse();
    }

    @Test
    void deadLettersAreListedPageByPage() {
        // Given
        var ids = buryMany(5);
        // When
        var listed = new ArrayList<String>();
        String place = "";
        for (var page = dead("&limit=2"); !page.isEmpty(); page = dead("&limit=2&after=" + place)) {
            listed.addAll(idsOf(page));
            place = page.getJsonObject(page.size() - 1).getString("place");
        }
        // Then
        assertThat(listed).containsExactlyElementsOf(ids);
    }

    @Test
    void deadLettersSinceAMomentAreListed() {
        buryMany(1);
        assertThat(dead("&since=2026-11-23T12:00:00Z")).hasSize(1);
        assertThat(dead("&since=2026-11-23T12:00:01Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"since=yesterday", "since=%2B10000-01-01T00:00:00Z", "after=x", "after=1-"})
    void rangeThatIsNoneIsRefused(String query) {
        var answer = admin.get("/api/v1/dead?destination=ci&" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("TG-MALFORMED").contains(query.substring(0, 5));
    }

    @Test
    void parkedDeliveriesAreShownWithReasonAndDueTime() {
        // Given
        var delivery = Events.delivery(stored("k1"), "ci").next();
        admin.inStore(it -> it.park(delivery, Duration.ofMinutes(5), Setback.of("503")));
        // When
        var parked = admin.json("/api/v1/parked?destination=ci").getJsonArray("parked");
        // Then
        assertThat(parked).hasSize(1);
        var shown = parked.getJsonObject(0);
        assertThat(shown.getString("reason")).isEqualTo("503");
        assertThat(shown.getString("dueAt")).isEqualTo("2026-11-23T12:05:00Z");
        assertThat(shown.getInteger("attempts")).isOne();
        assertThat(shown.containsKey("answer")).isFalse();
    }

    @Test
    void allDeadLettersOfADestinationAreReplayed() {
        // Given
        var ids = buryMany(250);
        // When
        var result = replay(new JsonObject());
        // Then
        assertThat(result)
                .isEqualTo(
                        new JsonObject()
                                .put("destination", "ci")
                                .put("matched", 250)
                                .put("replayed", 250)
                                .put("complete", true));
        assertThat(dead("")).isEmpty();
        assertThat(parked()).extracting(it -> it.delivery().attempt()).containsOnly(0);
        assertThat(parked())
                .extracting(it -> it.delivery().id().toString())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(count("tidegate.dead.replayed")).isEqualTo(250);
    }

    @Test
    void namedDeadLettersAloneAreReplayed() {
        var ids = buryMany(3);
        var result = replay(new JsonObject().put("ids", new JsonArray(List.of(ids.get(1)))));
        assertThat(result.getInteger("replayed")).isOne();
        assertThat(idsOf(dead(""))).containsExactly(ids.get(0), ids.get(2));
    }

    @Test
    void deadLettersThatAFilterHoldsForAreReplayed() {
        var ids = buryMany(3);
        var result = replay(new JsonObject().put("filter", ".body.key == \"k2\""));
        assertThat(result.getInteger("replayed")).isOne();
        assertThat(idsOf(dead(""))).containsExactly(ids.get(0), ids.get(1));
    }

    @Test
    void deadLettersOfATimeAloneAreReplayed() {
        buryMany(2);
        var result = replay(new JsonObject().put("until", NOW.toString()));
        assertThat(result.getInteger("matched")).isZero();
        result = replay(new JsonObject().put("until", NOW.plusMillis(1).toString()));
        assertThat(result.getInteger("replayed")).isEqualTo(2);
    }

    @Test
    void replayEndsAtItsLimitAndSaysSo() {
        buryMany(150);
        var result = replay(new JsonObject().put("limit", 120));
        assertThat(result.getInteger("replayed")).isEqualTo(120);
        assertThat(result.getBoolean("complete")).isFalse();
        assertThat(dead("")).hasSize(30);
    }

    @Test
    void replayComesBackAtItsRate() {
        buryMany(4);
        replay(new JsonObject().put("rate", "30/m"));
        assertThat(parked())
                .extracting(it -> Duration.between(NOW, it.dueAt()).toSeconds())
                .containsExactly(0L, 2L, 4L, 6L);
    }

    @Test
    void dryRunCountsAndChangesNothing() {
        buryMany(3);
        var result = replay(new JsonObject().put("dryRun", true));
        assertThat(result.getInteger("matched")).isEqualTo(3);
        assertThat(result.getInteger("replayed")).isZero();
        assertThat(dead("")).hasSize(3);
        assertThat(parked()).isEmpty();
    }

    @Test
    void discardedDeadLettersAreGone() {
        // Given
        var ids = buryMany(3);
        // When
        String query = "?destination=ci&ids=" + ids.get(0) + "&ids=" + ids.get(2);
        var result = AdminPort.json(admin.send("DELETE", "/api/v1/dead" + query));
        // Then
        assertThat(result.getInteger("discarded")).isEqualTo(2);
        assertThat(idsOf(dead(""))).containsExactly(ids.get(1));
        assertThat(parked()).isEmpty();
        assertThat(count("tidegate.dead.discarded")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"destination\":\"ci\",\"colour\":1}|known keys",
                "{\"destination\":\"ci\",\"rate\":\"fast\"}|rate",
                "{\"destination\":\"ci\",\"rate\":5}|rate",
                "{\"destination\":\"ci\",\"filter\":\"][\"}|filter",
                "{\"destination\":\"ci\",\"limit\":0}|limit",
                "{\"destination\":\"ci\",\"limit\":100001}|limit",
                "{\"destination\":\"ci\",\"ids\":\"1-1-1\"}|ids",
                "{\"destination\":\"ci\",\"ids\":[1]}|ids",
                "{\"destination\":\"ci\",\"ids\":[\"x\"]}|ids",
                "{\"destination\":\"ci\",\"dryRun\":\"yes\"}|dryRun",
                "{\"destination\":\"ci\",\"since\":\"monday\"}|since",
                "[]|JSON object",
                "{|JSON object",
            })
    void replayThatCannotBeUnderstoodChangesNothingAndSaysWhy(String body, String word) {
        buryMany(1);
        var bytes = HttpRequest.BodyPublishers.ofString(body);
        var answer = admin.send("POST", REPLAY, bytes, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(word);
        assertThat(dead("")).hasSize(1);
    }

    @Test
    void replayOfNoDestinationIsRefused() {
        assertThat(admin.send("POST", REPLAY).body()).contains("TG-DESTINATION");
        var nobody = new JsonObject().put("destination", "nobody");
        assertThat(admin.post(REPLAY, nobody).body()).contains("TG-DESTINATION");
        assertThat(admin.send("DELETE", "/api/v1/dead").body()).contains("TG-DESTINATION");
    }

    @Test
    void onlyJsonIsReadSoThatABrowserMustAskFirst() {
        var form = HttpRequest.BodyPublishers.ofString("{\"destination\":\"ci\"}");
        var answer = admin.send("POST", REPLAY, form, "Content-Type", "text/plain");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("TG-MEDIA-TYPE");
        assertThat(admin.send("POST", REPLAY, form).statusCode()).isEqualTo(415);
    }

    @Test
    void bodyThatIsTooLongIsRefused() {
        var answer = admin.post(REPLAY, new JsonObject().put("filter", "x".repeat(300_000)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("TG-TOO-LARGE");
    }

    @Test
    void storeThatIsAwayDoesNotKeepLaterReplaysOut() {
        buryMany(1);
        admin.stores.setAway(true);
        var body = new JsonObject().put("destination", "ci");
        assertThat(admin.post(REPLAY, body).statusCode()).isEqualTo(503);
        admin.stores.setAway(false);
        assertThat(replay(new JsonObject()).getInteger("replayed")).isOne();
    }

    private JsonObject replay(JsonObject selection) {
        return AdminPort.json(admin.post(REPLAY, selection.put("destination", "ci")));
    }

    private JsonArray dead(String query) {
        return admin.json("/api/v1/dead?destination=ci" + query).getJsonArray("dead");
    }

    private List<Parked> parked() {
        return admin.inStore(it -> it.parked("ci", 1_000));
    }

    private static List<String> idsOf(JsonArray letters) {
        return letters.stream().map(it -> ((JsonObject) it).getString("id")).toList();
    }

    private double count(String meter) {
        return admin.registry.get(meter).tag("destination", "ci").counter().count();
    }

    private List<String> buryMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> bury(stored("k" + i), Setback.of("503")).toString())
                .toList();
    }

    private StoredEvent stored(String key) {
        Event event = Events.event(key);
        return new StoredEvent(admin.inStore(store -> store.append(event)), event);
    }

    private EventId bury(StoredEvent stored, Setback setback) {
        admin.inStore(it -> it.bury(Events.delivery(stored, "ci").next(), setback));
        return stored.id();
    }
}
