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
        return new Destination(
                "d",
                new Lane(1),
                new GateAction(),
                new RetrySchedule(DestinationConfigs.parse("log: {}").retry(), new Random(1)),
                new RetryBudget(1, 0),
                new GatewayMetrics(new SimpleMeterRegistry()).destination("d"),
                Rate.UNLIMITED,
                WhenGone.PAUSE,
                TIMEOUT,
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
    void othersOfAKeyWaitNoLongerThanTenSecondsBeyondTheTimeoutForACrashedGateway() {
        assertThat(destination(true).lease()).isEqualTo(TIMEOUT.plusSeconds(10));
        assertThat(destination(false).lease()).isGreaterThan(TIMEOUT.multipliedBy(3));
    }
}
