package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final String PULL_REQUEST =
            "{\"action\":\"closed\",\"number\":7,\"pull_request\":{\"merged\":true},"
                    + "\"labels\":[{\"name\":\"bug\"},{\"name\":\"now\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    .body.action == "closed" and .body.pull_request.merged     ~ true
                    .body.action == "opened"                                   ~ false
                    .body.action != "opened"                                   ~ true
                    .body.missing                                              ~ false
                    .body.missing.deeper                                       ~ false
                    .body.number > 5                                           ~ true
                    .body.number                                               ~ true
                    .body.action | startswith("clo")                           ~ true
                    .body.action | test("clo")?                                ~ problem
                    .body.labels[].name == "bug"                               ~ true
                    any(.body.labels[]; .name == "never")                      ~ false
                    [.body.labels[] | select(.name == "bug")] | length == 1    ~ true
                    .body.action as $a | $a == "closed"                        ~ true
                    .type == "pull_request"                                    ~ true
                    .source == "shop" and .provider == "github"                ~ true
                    .id == "0-1-0"                                             ~ true
                    .receivedAt == "2026-11-23T00:00:00Z"                      ~ true
                    .headers["x-github-event"] == "pull_request"               ~ true
                    .headers["X-GitHub-Event"] == null                         ~ true
                    .headers["x-twice"] == "first"                             ~ true
                    true or (false and false)                                  ~ true
                    (true or false) and false                                  ~ false
                    empty                                                      ~ false
                    null                                                       ~ false
                    0                                                          ~ true
                    (.body.number | tonumber) * 2 == 14                        ~ true
                    [.[]] | length == 7                                        ~ true
                    has("body") and has("headers")                             ~ true
                    """)
    void filtersDecide(String when, String holds) {
        // When
        String found = outcomeOf(when);

        // Then
        assertThat(found).isEqualTo(holds);
    }

    private static String outcomeOf(String when) {
        try {
            var routing = route(when, event("shop", PULL_REQUEST));
            assertThat(routing.results().get(0).match()).isNotEqualTo(Match.FAILED);
            return String.valueOf(!routing.isUnmatched());
        } catch (RouteException problem) {
            return "problem";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "",
                "{\"action\":",
                "{} {}",
                "payload=%7B%7D",
                "{\"a\":NaN}",
                "\u0000\u0001",
                "[1,2"
            })
    void filterThatReadsABodyThatIsNotJsonDoesNotHold(String body) {
        // When
        var routing = route(".body.action != \"opened\"", event("shop", body));

        // Then
        assertThat(routing.isUnmatched()).isTrue();
        assertThat(matches(routing)).containsExactly(Match.FAILED);
    }

    @Test
    void filterThatDoesNotReadTheBodyHoldsForBinaryBodies() {
        // Given
        byte[] binary = {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0x80};

        // When
        var routing = route(".type == \"pull_request\"", event("shop", binary));

        // Then
        assertThat(routing.owed()).hasSize(1);
        assertThat(routing.owed().get(0).payload()).isSameAs(binary);
    }

    @Test
    void filterThatBreaksOnAnEventDoesNotHoldAndIsCountedAsFailed() {
        // When
        var routing = route(".body.action.deeper == 1", event("shop", PULL_REQUEST));

        // Then
        assertThat(routing.isUnmatched()).isTrue();
        assertThat(matches(routing)).containsExactly(Match.FAILED);
    }

    @Test
    void deeplyNestedBodyFailsTheFilterAndNothingElse() {
        // Given
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        // When
        var routing = route("[.body | ..] | length > 0", event("shop", deep));

        // Then
        assertThat(matches(routing)).containsExactly(Match.FAILED);
    }

    @Test
    void bodyBeyondTheLimitIsNotLookedInto() {
        // Given
        var large = new byte[BodyView.MAX_READ_BYTES + 1];

        // When
        var routing = route(".body", event("shop", large));

        // Then
        assertThat(matches(routing)).containsExactly(Match.FAILED);
    }

    @Test
    void destinationGetsAnEventOnceHoweverManyRoutesLeadThere() {
        // Given
        var router = router(Map.of(), new RouteConfig(List.of("*"), "", "", List.of("a", "b")));
        var both = twoRoutes("", ".body.number", List.of("a", "b"), List.of("b", "c"));

        // When
        var routing = both.route(event("shop", PULL_REQUEST));

        // Then
        assertThat(routing.owed()).extracting(Delivery::destination).containsExactly("a", "b", "c");
        assertThat(routing.owed())
                .extracting(Delivery::isTransformed)
                .containsExactly(false, false, true);
        assertThat(router.route(event("shop", "")).owed()).hasSize(2);
    }

    @Test
    void routesTakeFromTheirSourcesOnly() {
        // Given
        var router =
                router(
                        Map.of("other", new RouteConfig(List.of("other"), "", "", List.of("x"))),
                        new RouteConfig(List.of("shop"), "", "", List.of("y")));

        // When
        var routing = router.route(event("shop", ""));

        // Then
        assertThat(routing.owed()).extracting(Delivery::destination).containsExactly("y");
        assertThat(matches(routing)).containsExactly(Match.MATCHED);
        assertThat(router.route(event("unknown", "")).isUnmatched()).isTrue();
    }

    @Test
    void starTakesFromEverySource() {
        // Given
        var router = router(Map.of(), new RouteConfig(List.of("*"), "", "", List.of("y")));

        // When
        var routing = router.route(event("whatever", ""));

        // Then
        assertThat(routing.owed()).hasSize(1);
    }

    @Test
    void transformMakesThePayload() {
        // When
        var routing = transform("{n: .body.number, type}", PULL_REQUEST);

        // Then
        assertThat(new String(routing.owed().get(0).payload(), UTF_8))
                .isEqualTo("{\"n\":7,\"type\":\"pull_request\"}");
        assertThat(routing.owed().get(0).attempt()).isZero();
    }

    @Test
    void transformThatMakesNothingOwesNothing() {
        // When
        var routing = transform("select(.body.number > 100)", PULL_REQUEST);

        // Then
        assertThat(routing.isUnmatched()).isTrue();
        assertThat(matches(routing)).containsExactly(Match.UNMATCHED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    .body.labels[]         ~ r: jq: more than 1 values
                    .body.action.deeper    ~ r: jq: Cannot index string with
                    error("no")            ~ r: jq: no
                    """)
    void transformThatFailsSpoilsTheDeliveryAndSaysWhy(String transform, String reason) {
        // When
        var routing = transform(transform, PULL_REQUEST);

        // Then
        assertThat(routing.owed()).isEmpty();
        assertThat(routing.spoiled().get(0).reason()).startsWith(reason);
        assertThat(routing.spoiled().get(0).delivery().payload())
                .isEqualTo(PULL_REQUEST.getBytes(UTF_8));
        assertThat(matches(routing)).containsExactly(Match.FAILED);
    }

    @Test
    void reasonsHoldNothingOfTheEvent() {
        // When
        var routing = transform(".body.action - 1", PULL_REQUEST);

        // Then
        assertThat(routing.spoiled().get(0).reason()).doesNotContain("closed");
    }

    @Test
    void transformOfABodyThatIsNotJsonSpoilsTheDelivery() {
        // When
        var routing = transform(".body", "plain");

        // Then
        assertThat(routing.spoiled().get(0).reason()).isEqualTo("r: body is not JSON");
    }

    @Test
    void transformMayNotMakeMoreThanAMebibyte() {
        // Given
        String body = "{\"a\":\"" + "x".repeat(600_000) + "\"}";

        // When
        var routing = transform("[.body.a, .body.a]", body);

        // Then
        assertThat(routing.spoiled().get(0).reason()).contains("more than 1048576 bytes");
    }

    private static List<Match> matches(Routing routing) {
        return routing.results().stream().map(Routing.Result::match).toList();
    }

    private static Routing route(String when, StoredEvent event) {
        return router(Map.of(), new RouteConfig(List.of("*"), when, "", List.of("d"))).route(event);
    }

    private static Routing transform(String transform, String body) {
        return router(Map.of(), new RouteConfig(List.of("*"), "", transform, List.of("d")))
                .route(event("shop", body));
    }

    private static Router twoRoutes(
            String first, String second, List<String> toFirst, List<String> toSecond) {
        var routes = new LinkedHashMap<String, RouteConfig>();
        routes.put("one", new RouteConfig(List.of("*"), "", first, toFirst));
        routes.put("two", new RouteConfig(List.of("*"), "", second, toSecond));
        return Router.compile(routes, Map.of());
    }

    private static Router router(Map<String, RouteConfig> others, RouteConfig route) {
        var routes = new LinkedHashMap<>(others);
        routes.put("r", route);
        return Router.compile(routes, Map.of());
    }

    private static StoredEvent event(String source, String body) {
        return event(source, body.getBytes(UTF_8));
    }

    private static StoredEvent event(String source, byte[] body) {
        var headers =
                Headers.of(
                        "X-GitHub-Event", "pull_request", "X-Twice", "first", "x-twice", "second");
        return new StoredEvent(
                new EventId(0, 1, 0),
                new Event(
                        source,
                        "github",
                        "pull_request",
                        "key",
                        Instant.parse("2026-11-23T00:00:00Z"),
                        headers,
                        body));
    }
}
