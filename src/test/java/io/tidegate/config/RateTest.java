package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How rates are written. */
class RateTest {

    @ParameterizedTest
    @CsvSource({"200/s, 200", "1/s, 1", "30/m, 0.5", "1800/h, 0.5", "1000000/s, 1000000"})
    void rateIsACountAndAUnit(String text, double perSecond) {
        assertThat(Rate.parse(text).perSecond()).isEqualTo(perSecond);
        assertThat(Rate.parse(text).isLimited()).isTrue();
        assertThat(Rate.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0/s", "5", "/s", "5/d", "-5/s", "1000001/s", "1.5/s", "5 /s"})
    void whatIsNoRateIsRefused(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unlimitedIsNoLimit() {
        assertThat(Rate.parse("unlimited")).isSameAs(Rate.UNLIMITED).hasToString("unlimited");
        assertThat(Rate.UNLIMITED.isLimited()).isFalse();
        assertThat(Rate.UNLIMITED.startOf(1_000_000)).isZero();
    }

    @Test
    void startsAreSpreadEvenly() {
        assertThat(Rate.parse("4/s").startOf(3)).isEqualTo(Duration.ofMillis(750));
        assertThat(Rate.parse("2/h").startOf(3)).isEqualTo(Duration.ofMinutes(90));
    }
}
