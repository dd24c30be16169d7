package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Gateways share the rate of a destination. */
interface RateContract extends UnderContract {

    /** How much time a test may take between two calls. */
    Duration MOMENT = Duration.ofMillis(400);

    @Test
    default void firstMomentIsNow() {
        assertThat(reserve("ci", 10, 5)).isEqualTo(new Slots(5, Duration.ZERO));
    }

    @Test
    default void nextMomentsAreBehindThoseThatAnybodyReserved() {
        // Given
        var other = open();
        reserve("ci", 10, 5);
        // When
        var second = call(other, it -> it.reserve("ci", 10, 5));
        // Then
        assertThat(second.count()).isEqualTo(5);
        assertAbout(second.start(), Duration.ofMillis(500));
        assertAbout(reserve("ci", 10, 5).start(), Duration.ofSeconds(1));
    }

    @Test
    default void nothingIsReservedBeyondTheHorizon() {
        // Given
        reserve("ci", 1, 2);
        // When
        var slots = reserve("ci", 1, 2);
        // Then
        assertThat(slots.count()).isZero();
        assertAbout(slots.start(), Duration.ofSeconds(2));
        assertAbout(reserve("ci", 1, 2).start(), Duration.ofSeconds(2));
    }

    @Test
    default void destinationsHaveRatesOfTheirOwn() {
        reserve("ci", 1, 2);
        assertThat(reserve("lake", 1, 2)).isEqualTo(new Slots(2, Duration.ZERO));
    }

    @Test
    default void lowRatesAreKeptToo() {
        // Given
        double fiveAnHour = 5 / 3_600.0;
        reserve("ci", fiveAnHour, 1);
        // When, Then
        assertAbout(reserve("ci", fiveAnHour, 1).start(), Duration.ofMinutes(12));
    }

    private Slots reserve(String destination, double perSecond, int max) {
        return call(it -> it.reserve(destination, perSecond, max));
    }

    private static void assertAbout(Duration start, Duration expected) {
        assertThat(start).isBetween(expected.minus(MOMENT), expected);
    }
}
