package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTemplateTest {

    private static String fill(String text) {
        var values = Map.of("id", "1", "source", "a$1\\b", "type", "{id}");
        return new EventTemplate(text).fill(name -> values.getOrDefault(name, "?"));
    }

    @Test
    void everyPlaceIsFilledWithTheValueOfItsName() {
        assertThat(fill("{id}-{id}.{provider}")).isEqualTo("1-1.?");
    }

    @Test
    void valuesAreTakenAsTheyAre() {
        assertThat(fill("<{source}> <{type}>")).isEqualTo("<a$1\\b> <{id}>");
    }

    @Test
    void textWithoutPlacesIsItself() {
        assertThat(fill("plain } {")).isEqualTo("plain } {");
        assertThat(fill("")).isEmpty();
    }

    @Test
    void unknownPlaceIsRefusedWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> new EventTemplate("{typ}"))
                .hasMessage("unknown place '{typ}'; did you mean '{type}'?");
        assertThatThrownBy(() -> new EventTemplate("{}"))
                .hasMessage(
                        "unknown place '{}'; known: {id}, {source}, {type}, {provider},"
                                + " {receivedAt}");
    }
}
