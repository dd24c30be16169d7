package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.RetryConfig;
import io.tidegate.config.RetryConfig.Jitter;
import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Outcome.Retry FAILURE = retry(Duration.ZERO, Integer.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 15", "3, 45", "4, 135", "7, 3645", "8, 10935", "9, 21600", "99, 21600"})
    void waitGrowsByTheFactorUpToTheLongest(int attempts, long seconds) {
        // Given
        var schedule = schedule(200, Jitter.NONE, List.of());

        // When
        var wait = schedule.after(attempts, FAILURE);

        // Then
        assertThat(wait).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void noWaitIsLongerThanTheLongestOfAsManyAttempts() {
        var seconds = schedule(5, Jitter.FULL, List.of()).wholeWaits().map(Duration::toSeconds);
        assertThat(seconds).containsExactly(0L, 5L, 15L, 45L, 135L);
        var fixed = schedule(5, Jitter.NONE, List.of(Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(fixed.wholeWaits().map(Duration::toHours)).containsExactly(0L, 1L, 2L);
    }

    @RepeatedTest(50)
    void fullJitterDrawsBetweenZeroAndTheWholeWait(RepetitionInfo repetition) {
        // Given
        var random = new Random(repetition.getCurrentRepetition());
        int attempts = 1 + random.nextInt(999);
        var schedule = new RetrySchedule(config(1_000, Jitter.FULL, List.of()), random);

        // When
        var wait = schedule.after(attempts, FAILURE).orElseThrow();

        // Then
        var whole = schedule(1_000, Jitter.NONE, List.of()).after(attempts, FAILURE).orElseThrow();
        assertThat(wait).isBetween(Duration.ZERO, whole);
    }

    @Test
    void fullJitterUsesTheWholeRange() {
        // Given
        var schedule =
                new RetrySchedule(config(12, Jitter.FULL, List.of()), new Random(20_261_123));

        // When
        var waits =
                java.util.stream.IntStream.range(0, 1_000)
                        .mapToLong(i -> schedule.after(1, FAILURE).orElseThrow().toMillis())
                        .summaryStatistics();

        // Then
        assertThat(waits.getMin()).isLessThan(100);
        assertThat(waits.getMax()).isGreaterThan(4_900);
        assertThat(waits.getAverage()).isBetween(2_300.0, 2_700.0);
    }

    @Test
    void lastAttemptIsNotFollowedByAnother() {
        // Given
        var schedule = schedule(3, Jitter.NONE, List.of());

        // Then
        assertThat(schedule.after(2, FAILURE)).isPresent();
        assertThat(schedule.after(3, FAILURE)).isEmpty();
        assertThat(schedule.after(4, FAILURE)).isEmpty();
        assertThat(schedule(1, Jitter.NONE, List.of()).after(1, FAILURE)).isEmpty();
    }

    @Test
    void explicitScheduleReplacesTheOtherSettings() {
        // Given
        var waits = List.of(Duration.ofSeconds(1), Duration.ofMinutes(1));
        var schedule = schedule(12, Jitter.NONE, waits);

        // Then
        assertThat(schedule.after(1, FAILURE)).contains(Duration.ofSeconds(1));
        assertThat(schedule.after(2, FAILURE)).contains(Duration.ofMinutes(1));
        assertThat(schedule.after(3, FAILURE)).isEmpty();
    }

    @Test
    void failureMayAllowFewerAttemptsButNotMore() {
        // Given
        var schedule = schedule(5, Jitter.NONE, List.of());

        // Then
        assertThat(schedule.after(2, retry(Duration.ZERO, 3))).isPresent();
        assertThat(schedule.after(3, retry(Duration.ZERO, 3))).isEmpty();
        assertThat(schedule.after(5, retry(Duration.ZERO, 9))).isEmpty();
    }

    @Test
    void destinationCanMakeTheWaitLongerButNotShorter() {
        // Given
        var schedule = schedule(5, Jitter.NONE, List.of());

        // Then
        assertThat(schedule.after(1, retry(Duration.ofMinutes(3), 9)))
                .contains(Duration.ofMinutes(3));
        assertThat(schedule.after(1, retry(Duration.ofSeconds(1), 9)))
                .contains(Duration.ofSeconds(5));
    }

    private static Outcome.Retry retry(Duration notBefore, int attemptLimit) {
        return new Outcome.Retry("503", notBefore, attemptLimit);
    }

    private static RetrySchedule schedule(int attempts, Jitter jitter, List<Duration> waits) {
        return new RetrySchedule(config(attempts, jitter, waits), new Random(1));
    }

    private static RetryConfig config(int attempts, Jitter jitter, List<Duration> waits) {
        return new RetryConfig(
                attempts, Duration.ofSeconds(5), 3, Duration.ofHours(6), jitter, waits, 0);
    }
}
