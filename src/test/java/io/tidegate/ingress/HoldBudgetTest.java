package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may be held, and for whom. */
class HoldBudgetTest {

    private static final int REQUEST = 1_024;

    @Test
    void lastQuarterIsForSendersThatNeverComeAgain() {
        // Given
        var budget = new HoldBudget(8 * REQUEST);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.enter(REQUEST, true)).isTrue();
        }
        // Then
        assertThat(budget.enter(1, true)).isFalse();
        assertThat(budget.enter(REQUEST, false)).isTrue();
        assertThat(budget.enter(0, false)).as("nothing is left").isFalse();
        assertThat(budget.requests()).isEqualTo(4);
        assertThat(budget.bytes()).isEqualTo(8 * REQUEST);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        // Given
        var budget = new HoldBudget(2 * REQUEST);
        assertThat(budget.enter(REQUEST, false)).isTrue();
        // When
        budget.leave(REQUEST);
        // Then
        assertThat(budget.bytes()).isZero();
        assertThat(budget.requests()).isZero();
        assertThat(budget.enter(REQUEST, false)).isTrue();
    }

    @Test
    void nothingIsHeldWithoutABudget() {
        assertThat(new HoldBudget(0).enter(0, false)).isFalse();
    }
}
