package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final EventId EVENT = new EventId(0, 1, 0);

    private final Set<EventId> shared = ConcurrentHashMap.newKeySet();
    private final List<EventId> ended = new ArrayList<>();
    private final InFlight one = new InFlight(shared, id -> {});
    private final InFlight other = new InFlight(shared, ended::add);

    @Test
    void eventIsBegunOnceInTheProcess() {
        // Given
        one.begin(EVENT);

        // Then
        assertThat(one.begin(EVENT)).isFalse();
        assertThat(other.begin(EVENT)).isFalse();
    }

    @Test
    void eventThatMustNotBePassedOverIsBegunByWhoeverComesToIt() {
        // Given
        one.begin(EVENT);

        // Then
        assertThat(other.beginInOrder(EVENT)).isTrue();
        assertThat(other.beginInOrder(EVENT)).isFalse();
        assertThat(ended).isEmpty();
    }

    @Test
    void eventThatEndedCanBeBegunAgain() {
        // Given
        one.begin(EVENT);

        // When
        one.end(EVENT);

        // Then
        assertThat(other.begin(EVENT)).isTrue();
    }

    @Test
    void whoAbandonedAnEventCannotEndItForWhoTookItOver() {
        // Given
        one.begin(EVENT);
        one.abandon();
        other.begin(EVENT);

        // When
        one.end(EVENT);

        // Then
        assertThat(one.begin(EVENT)).isFalse();
    }

    @Test
    void everyEventThatIsNotWorkedOnAnyMoreIsTold() {
        // Given
        var left = new EventId(0, 2, 0);
        other.begin(EVENT);
        other.begin(left);

        // When
        other.end(EVENT);
        other.abandon();

        // Then
        assertThat(ended).containsExactly(EVENT, left);
    }

    @Test
    void eventThatAnotherVerticleWorksOnIsGivenBackAndOnesOwnIsNot() {
        // Given
        var own = new EventId(0, 2, 0);
        one.begin(EVENT);
        other.begin(own);

        // When
        other.begin(EVENT);
        other.begin(own);

        // Then
        assertThat(ended).containsExactly(EVENT);
    }

    @Test
    void endIsReachedWhenEventsAndDueDeliveriesAreDone() {
        // Given
        one.begin(EVENT);
        one.beginDelivery();
        var ended = one.ended();

        // When
        one.end(EVENT);
        boolean isEarly = ended.isComplete();
        one.endDelivery();

        // Then
        assertThat(isEarly).isFalse();
        assertThat(ended.isComplete()).isTrue();
    }

    @Test
    void endIsReachedAtOnceWhenNothingIsInWork() {
        assertThat(one.ended().isComplete()).isTrue();
    }
}
