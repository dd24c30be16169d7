package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.config.DestinationConfig.WhenGone;
import io.tidegate.config.Rate;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.testing.DestinationConfigs;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static Destination destination(boolean isInOrder) {
        return destination(isInOrder, TIMEOUT);
    }

    static Destination destination(boolean isInOrder, Duration timeout) {
        return new Destination(
                "d",
                new Lane(1),
                new GateAction(),
                new RetrySchedule(DestinationConfigs.parse("log: {}").retry(), new Random(1)),
                new RetryBudget(1, 0),
                new GatewayMetrics(new SimpleMeterRegistry()).destination("d"),
                Rate.UNLIMITED,
                WhenGone.PAUSE,
                timeout,
                isInOrder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void attemptThatBeginsInTimeEndsAndIsWrittenDownWithinItsLease(boolean isInOrder) {
        var destination = destination(isInOrder);
        assertThat(destination.latestStart()).isPositive();
        assertThat(destination.lease().minus(destination.latestStart()).minus(TIMEOUT))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void nothingIsPulledInToBeforeTheEndOfALease() {
        var destination = destination(false);
        assertThat(destination.longestWaits())
                .hasSize(12)
                .allMatch(it -> it.compareTo(destination.lease()) >= 0)
                .endsWith(Duration.ofHours(6));
    }

    @Test
    void othersOfAKeyWaitNoLongerThanTenSecondsBeyondTheTimeoutForACrashedGateway() {
        assertThat(destination(true).lease()).isEqualTo(TIMEOUT.plusSeconds(10));
    }

    @Test
    void whatACrashedGatewayHadComesAgainSoonWithTheDefaultTimeout() {
        var timeout = DestinationConfigs.parse("log: {}").timeout();
        assertThat(destination(false, timeout).lease()).isLessThanOrEqualTo(Duration.ofSeconds(35));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000, 15_000, 60_000, 3_600_000})
    void leaseLastsWhileTwoAttemptsAreWaitedForAndLongBeyondOne(int millis) {
        var timeout = Duration.ofMillis(millis);
        assertThat(destination(false, timeout).lease())
                .isGreaterThan(timeout.multipliedBy(2))
                .isGreaterThanOrEqualTo(timeout.plusSeconds(20));
    }
}
