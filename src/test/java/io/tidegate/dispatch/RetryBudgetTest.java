package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final RetryBudget budget = new RetryBudget(0.2, 0);

    /** How many of so many retries are allowed at this time. */
    private long allowed(int asked, long nowNanos) {
        return LongStream.range(0, asked).filter(i -> budget.draw(nowNanos)).count();
    }

    private void earn(int firstAttempts) {
        for (int i = 0; i < firstAttempts; i++) {
            budget.earn();
        }
    }

    @Test
    void tenASecondAreAllowedInAnyCase() {
        assertThat(allowed(100, 0)).isEqualTo(10);
        assertThat(allowed(100, SECOND / 2)).isEqualTo(5);
        assertThat(allowed(100, 10 * SECOND)).isEqualTo(10);
    }

    @Test
    void firstAttemptsEarnTheirShare() {
        allowed(100, 0);
        earn(500);
        assertThat(allowed(1_000, 0)).isBetween(99L, 100L);
    }

    @Test
    void overTimeRetriesAreAShareOfFirstAttemptsAndTenASecond() {
        long retries = 0;
        for (long second = 1; second <= 20; second++) {
            earn(1_000);
            retries += allowed(10_000, second * SECOND);
        }
        assertThat(retries).isBetween(20 * 200L, 20 * 210L + 10);
    }

    @Test
    void retryThatSucceedsCostsNothing() {
        allowed(100, 0);
        budget.giveBack();
        assertThat(allowed(100, 0)).isOne();
    }

    @Test
    void noMoreThanSomeIsSavedUp() {
        earn(1_000_000);
        assertThat(allowed(10_000, 0)).isEqualTo(1_000);
    }
}
