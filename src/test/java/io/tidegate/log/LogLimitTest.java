package io.tidegate.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A flood of forged requests must not become a flood of log lines. */
class LogLimitTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void soManyLinesASecondPassAndTheOthersAreCounted() {
        // Given
        var limit = new LogLimit(3, 0);
        // When
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            written += limit.admit(i) == LogLimit.SILENT ? 0 : 1;
        }
        // Then
        assertThat(written).isEqualTo(3);
        assertThat(limit.admit(SECOND)).isEqualTo(997);
        assertThat(limit.admit(SECOND + 1)).isZero();
    }

    @Test
    void aQuietSecondLeavesNothingOut() {
        var limit = new LogLimit(1, 0);
        assertThat(limit.admit(0)).isZero();
        assertThat(limit.admit(SECOND)).isZero();
        assertThat(limit.admit(SECOND + 1)).isEqualTo(LogLimit.SILENT);
    }

    @Test
    void clockThatPassesItsLargestNumberIsNoMatter() {
        var limit = new LogLimit(1, Long.MAX_VALUE);
        assertThat(limit.admit(Long.MAX_VALUE)).isZero();
        assertThat(limit.admit(Long.MAX_VALUE + 1)).isEqualTo(LogLimit.SILENT);
        assertThat(limit.admit(Long.MAX_VALUE + SECOND)).isEqualTo(1);
    }
}
