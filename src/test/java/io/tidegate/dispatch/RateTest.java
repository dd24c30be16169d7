package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts begin at the rate that is configured, in all gateways together. */
class RateTest {

    private final Gateway gateway = new Gateway("a", "b").limitedTo("50/s");

    @AfterEach
    void close() {
        gateway.close();
    }

    /** The most attempts that began within any second. */
    private static long mostInASecond(List<Long> nanos) {
        return nanos.stream()
                .mapToLong(
                        from ->
                                nanos.stream()
                                        .filter(it -> it >= from && it - from < 1_000_000_000L)
                                        .count())
                .max()
                .orElse(0);
    }

    @Test
    void twoGatewaysTogetherKeepTheRateAndUseIt() {
        // Given
        var keys = gateway.appendMany(150);

        // When
        gateway.start("p", 2).start("q", 1);

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () ->
                                assertThat(gateway.action("a").tried())
                                        .containsExactlyInAnyOrderElementsOf(keys));
        var begun = gateway.action("a").begun();
        // On a busy machine an attempt may begin some time after it was allowed.
        assertThat(mostInASecond(begun)).isLessThanOrEqualTo(60);
        System.out.printf(
                "two gateways at 50/s: 150 attempts in %d ms, most in a second %d%n",
                (begun.get(149) - begun.get(0)) / 1_000_000, mostInASecond(begun));
    }

    @Test
    void whatTheRateHoldsUpWaitsInTheStoreAndIsNotTriedMoreOften() {
        // Given
        gateway.limitedTo("5/h").start("p", 1);

        // When
        gateway.appendMany(20);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.status().parked()).containsEntry("a", 19L));
        assertThat(gateway.action("a").attempts()).hasSize(1);
        assertThat(gateway.status().oldestUnsettled()).isZero();
    }
}
