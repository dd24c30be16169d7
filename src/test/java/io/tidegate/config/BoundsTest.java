package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    private static final Duration BELOW_ZERO = Duration.ofNanos(-1);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void bothEndsBelongToARange(int value) {
        assertThatCode(() -> new Bounds().between("n", value, 1, 9).check())
                .doesNotThrowAnyException();
        assertThatCode(() -> new Bounds().between("n", (double) value, 1.0, 9.0).check())
                .doesNotThrowAnyException();
    }

    @Test
    void whatLiesOutsideIsToldWithTheRange() {
        refused(it -> it.between("n", 0, 1, 9), "n", "must be 1 to 9, not 0");
        refused(it -> it.between("n", 10, 1, 9), "n", "must be 1 to 9, not 10");
        refused(it -> it.between("n", 9.5, 1.0, 9.0), "n", "must be 1.0 to 9.0, not 9.5");
        refused(it -> it.between("n", Double.NaN, 1.0, 9.0), "n", "must be 1.0 to 9.0, not NaN");
        refused(
                it -> it.between("s", new ByteSize(0), new ByteSize(1), new ByteSize(1024)),
                "s",
                "must be 1 to 1KiB, not 0");
    }

    @Test
    void durationsOfNothingAreRefusedWhereTheyMakeNoSense() {
        String text = "must be longer than zero; write it like 250ms or 5s";
        refused(it -> it.positive("d", Duration.ZERO), "d", text);
        refused(it -> it.positive("d", BELOW_ZERO), "d", text);
        refused(it -> it.notNegative("d", BELOW_ZERO), "d", "must not be negative");
        assertThatCode(() -> new Bounds().notNegative("d", Duration.ZERO).check())
                .doesNotThrowAnyException();
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndOnceEach() {
        // When
        assertThatThrownBy(
                        () ->
                                new Bounds()
                                        .that("a", false, "first")
                                        .that("a", false, "second")
                                        .that("b", true, "fine")
                                        .that(false, "whole")
                                        .check())
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .asInstanceOf(InstanceOfAssertFactories.type(OutOfBounds.class))
                .extracting(OutOfBounds::wrong)
                .isEqualTo(Map.of("a", "first", OutOfBounds.WHOLE, "whole"));
    }

    private static void refused(UnaryOperator<Bounds> demand, String component, String text) {
        assertThatThrownBy(() -> demand.apply(new Bounds()).check())
                .asInstanceOf(InstanceOfAssertFactories.type(OutOfBounds.class))
                .extracting(OutOfBounds::wrong)
                .isEqualTo(Map.of(component, text));
    }
}
