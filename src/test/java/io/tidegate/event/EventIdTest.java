package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    private static final EventId WHOLE = new EventId(7, 1_763_900_000_000L, 3);

    @Test
    void nameOfAWholeEventIsReadAsItIsWritten() {
        assertThat(WHOLE).hasToString("7-1763900000000-3");
        assertThat(EventId.parse("7-1763900000000-3")).contains(WHOLE);
        assertThat(WHOLE.entry()).isEqualTo("1763900000000-3");
        assertThat(WHOLE.whole()).isEqualTo(WHOLE);
    }

    @Test
    void nameOfAPartIsReadAsItIsWrittenAndLeadsToTheWhole() {
        // When
        EventId part = WHOLE.part("2-9f86d081");
        // Then
        assertThat(part).hasToString("7-1763900000000-3.2-9f86d081").isNotEqualTo(WHOLE);
        assertThat(EventId.parse("7-1763900000000-3.2-9f86d081")).contains(part);
        assertThat(part.whole()).isEqualTo(WHOLE);
        assertThat(part.entry()).isEqualTo(WHOLE.entry());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7-1",
                "7-1-2-3",
                "7-1-2.",
                "7-1-2.A",
                "7-1-2.a.b",
                "7-1-2.012345678901234567890123456789012",
                "x-1-2",
                "12345-1-2",
                "-1-1-1",
                " 7-1-2"
            })
    void anythingElseIsNoName(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a b", "a.b", "012345678901234567890123456789012"})
    void nameOfAPartIsPlainAndShort(String part) {
        assertThatThrownBy(() -> WHOLE.part(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingInAnIdIsNegative() {
        assertThatThrownBy(() -> new EventId(0, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("negative");
    }
}
