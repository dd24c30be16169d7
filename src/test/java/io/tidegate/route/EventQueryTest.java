package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that ask something about an event. */
class EventQueryTest {

    private static final String BODY =
            "{\"order\":{\"id\":7,\"name\":\"a\",\"paid\":true,\"note\":null}}";
    private static final StoredEvent EVENT =
            new StoredEvent(new EventId(0, 1, 1), Events.event("shop", "k1", BODY));

    @ParameterizedTest
    @CsvSource({
        ".body.order.id == 7, true",
        ".body.order.id, true",
        ".body.order.note, false",
        ".body.order.id == 8, false",
        "empty, false",
        "'false, true', true",
        ".body.order + 1, false",
        ".source == \"shop\", true",
    })
    void programHoldsIfAnyOfItsValuesIsTrue(String program, boolean holds) {
        assertThat(EventQuery.compile(program).holds(EVENT)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        ".body.order.id, 7",
        ".body.order.name, a",
        ".body.order.paid, true",
        "'[.body.order.id, .source]', '[7,\"shop\"]'",
    })
    void valueIsAText(String program, String text) {
        assertThat(EventQuery.compile(program).text(EVENT)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {".body.order.note", ".body.nothing", "empty", ".body.order + 1"})
    void whatHasNoValueHasNoText(String program) {
        assertThat(EventQuery.compile(program).text(EVENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"][", "input", "def f: 1; f"})
    void programThatIsNotAllowedIsRefused(String program) {
        assertThatThrownBy(() -> EventQuery.compile(program))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void programThatIsTooLongIsRefused() {
        String program = "1" + " ".repeat(8_192);
        assertThatThrownBy(() -> EventQuery.compile(program))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
