package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final Problem WHOLE = new Problem("f", 0, "", "is gone");
    private static final Problem SECOND = new Problem("f", 2, "a.b", "is odd");
    private static final Problem TENTH = new Problem("f", 10, "a", "is even");

    @Test
    void itIsOneLineWithAllThatIsKnown() {
        assertThat(WHOLE).hasToString("f: is gone");
        assertThat(new Problem("f", 3, "", "is odd")).hasToString("f:3: is odd");
        assertThat(SECOND).hasToString("f:2: a.b: is odd");
    }

    @Test
    void itLiesWithinItsOwnPlaceAndAllAround() {
        // Given
        var problem = new Problem("f", 1, "a.b[0].c", "x");
        // Then
        assertThat(List.of("", "a", "a.b", "a.b[0]", "a.b[0].c")).allMatch(problem::isWithin);
        assertThat(List.of("b", "a.bb", "a.b[1]", "a.b[0].c.d", "a.b[0].cc"))
                .noneMatch(problem::isWithin);
    }

    @Test
    void anExceptionTellsThemInTheOrderOfTheFile() {
        // When
        var exception = new ConfigException(List.of(TENTH, SECOND, WHOLE));
        // Then
        assertThat(exception).hasMessage("f: is gone\nf:2: a.b: is odd\nf:10: a: is even");
        assertThat(exception.problems()).containsExactly(WHOLE, SECOND, TENTH);
    }

    @Test
    void itIsThrownOnlyIfThereIsAProblem() {
        assertThatCode(() -> ConfigException.throwIfAny(List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> ConfigException.throwIfAny(List.of(SECOND)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("f:2: a.b: is odd");
    }
}
