package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final String MAILS =
            "[{\"email\":\"a@x.test\"},{\"email\":\"b@x.test\"},{\"email\":\"a@x.test\"}]";

    @Test
    void eachValueIsADeliveryOfItsOwnUnderAnIdOfItsOwn() {
        // When
        var routing = splitting(".body[]", 1_000).route(Routed.event(MAILS));
        // Then
        assertThat(texts(routing))
                .containsExactly(
                        "{\"email\":\"a@x.test\"}",
                        "{\"email\":\"b@x.test\"}",
                        "{\"email\":\"a@x.test\"}");
        assertThat(ids(routing))
                .containsExactly(
                        "7-1763900000000-3.1-" + checksum("{\"email\":\"a@x.test\"}"),
                        "7-1763900000000-3.2-" + checksum("{\"email\":\"b@x.test\"}"),
                        "7-1763900000000-3.3-" + checksum("{\"email\":\"a@x.test\"}"));
        assertThat(routing.owed())
                .allMatch(it -> EventId.parse(it.id().toString()).orElseThrow().equals(it.id()))
                .allMatch(it -> it.id().whole().toString().equals("7-1763900000000-3"));
    }

    @Test
    void partIsAnEventWithJustItsOwnBody() {
        // When
        var part = splitting(".body[]", 9).route(Routed.event(MAILS)).owed().get(1);
        // Then
        assertThat(part.isTransformed()).isFalse();
        assertThat(part.stored().event().body()).isSameAs(part.payload());
        assertThat(part.stored().event().source()).isEqualTo("shop");
        assertThat(part.stored().event().headers().all("content-type"))
                .containsExactly("application/json");
        assertThat(part.stored().event().headers().first("X-Event")).contains("push");
    }

    @Test
    void sameEventRoutedAgainHasTheSameParts() {
        // When
        var first = splitting(".body[]", 9).route(Routed.event(MAILS));
        var again = splitting(".body[]", 9).route(Routed.event(MAILS));
        // Then
        assertThat(ids(again)).isEqualTo(ids(first));
    }

    @Test
    void partThatAnotherTransformMakesHasAnotherId() {
        // When
        var before = splitting(".body[]", 9).route(Routed.event(MAILS));
        var after = splitting(".body[1:][]", 9).route(Routed.event(MAILS));
        // Then
        assertThat(ids(after)).hasSize(2).doesNotContainAnyElementsOf(ids(before));
    }

    @Test
    void partsGoToEachDestinationOfTheRouteAndOnce() {
        // Given
        var routes = new LinkedHashMap<String, RouteConfig>();
        routes.put("whole", new RouteConfig(List.of("*"), "", "", List.of("a")));
        routes.put("parts", split(".body[]", 9, List.of("a", "b", "c")));
        routes.put("again", split(".body[]", 9, List.of("c")));
        // When
        var routing = Router.compile(routes, Map.of()).route(Routed.event(MAILS));
        // Then
        assertThat(routing.owed())
                .extracting(Delivery::destination)
                .containsExactly("a", "b", "b", "b", "c", "c", "c");
    }

    @Test
    void nothingToSplitIntoIsNoMatch() {
        // When
        var routing = splitting(".body[]", 9).route(Routed.event("[]"));
        // Then
        assertThat(routing.isUnmatched()).isTrue();
        assertThat(routing.results())
                .extracting(Routing.Result::match)
                .containsOnly(Match.UNMATCHED);
    }

    @Test
    void eventThatCannotBeSplitBecomesOneDeadLetterAsAWhole() {
        assertSpoiled(
                splitting(".body[].email.first", 9).route(Routed.event(MAILS)),
                "r: jq: Cannot index string with");
        assertSpoiled(
                splitting(".body[]", 2).route(Routed.event(MAILS)), "r: jq: more than 2 values");
    }

    @Test
    void partsHaveNoMoreThan16MebibytesTogether() {
        // Given
        String body = "{\"text\":\"" + "x".repeat(900_000) + "\",\"n\":[" + "1,".repeat(19) + "1]}";
        // When
        var routing = splitting(".body.n[] as $n | .body.text", 1_000).route(Routed.event(body));
        // Then
        assertSpoiled(routing, "r: parts have more than 16777216 bytes together");
    }

    private static void assertSpoiled(Routing routing, String reason) {
        assertThat(routing.owed()).isEmpty();
        assertThat(routing.spoiled()).hasSize(1);
        assertThat(routing.spoiled().get(0).reason()).startsWith(reason);
        assertThat(routing.spoiled().get(0).delivery().id()).hasToString("7-1763900000000-3");
    }

    private static Router splitting(String transform, int most) {
        return Routed.router(split(transform, most, List.of("d")));
    }

    private static RouteConfig split(String transform, int most, List<String> to) {
        return new RouteConfig(List.of("*"), "", transform, true, most, to);
    }

    private static List<String> texts(Routing routing) {
        return routing.owed().stream().map(it -> new String(it.payload(), UTF_8)).toList();
    }

    private static List<String> ids(Routing routing) {
        return routing.owed().stream().map(it -> it.id().toString()).toList();
    }

    private static String checksum(String text) {
        var checksum = new CRC32();
        checksum.update(text.getBytes(UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
