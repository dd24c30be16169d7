package io.tidegate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTextTest {

    private static final String BODY =
            "{\"s\":\"a\\\"b\",\"n\":1.50,\"b\":false,\"z\":null,\"o\":{},\"l\":[1,2]}";

    private static OpenEvent event(String body) {
        var at = Instant.parse("2026-11-23T12:00:00Z");
        var event =
                new Event("shop", "p", "t", "k", at, Headers.of("X-A", "h"), body.getBytes(UTF_8));
        return OpenEvent.of(new StoredEvent(new EventId(1, 2, 3), event));
    }

    private static String fill(String text) {
        return EventText.compile(text).fill(event(BODY), value -> "<" + value + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    plain {"a"} => plain {"a"}
                    {id} {source}.{type} => <1-2-3> <shop>.<t>
                    {receivedAt}{provider} => <2026-11-23T12:00:00Z><p>
                    {.body.s} => <a"b>
                    {.body.n} => <1.5>
                    {.body.b} => <false>
                    {.body.z // "none"} => <none>
                    {.body.o | tojson} => <{}>
                    {.body.l | length} => <2>
                    {.headers["x-a"]} => <h>
                    """)
    void placesHaveTheValuesOfTheEventAndTheTextAroundThemStays(String text, String filled) {
        assertThat(fill(text)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    {.body.z} => no value for {.body.z}
                    {.body.x} => no value for {.body.x}
                    {.body.o} => no value for {.body.o}
                    {.body.l} => no value for {.body.l}
                    {.body | empty} => no value for {.body | empty}
                    {.body.l[]} => jq: more than 1 values in {.body.l[]}
                    """)
    void placeWithoutASingleValueIsAFailure(String text, String reason) {
        assertThatThrownBy(() -> fill(text)).isInstanceOf(TextFailure.class).hasMessage(reason);
    }

    @Test
    void failureSaysNothingOfTheEvent() {
        assertThatThrownBy(() -> fill("{.body.s | tonumber}"))
                .isInstanceOf(TextFailure.class)
                .message()
                .doesNotContain("a\"b");
    }

    @Test
    void eventThatIsNotJsonIsAFailureOnlyIfItIsLookedInto() {
        // Given
        var event = event("hello");

        // Then
        assertThat(EventText.compile("{id}").fill(event, it -> it)).isEqualTo("1-2-3");
        assertThatThrownBy(() -> EventText.compile("{.body}").fill(event, it -> it))
                .hasMessage("body is not JSON in {.body}");
    }

    @Test
    void textIsNoLongerThanAProgram() {
        assertThatThrownBy(() -> EventText.compile("x".repeat(8_193)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longer than 8192 characters");
        assertThat(EventText.compile("x".repeat(8_192))).isNotNull();
    }
}
