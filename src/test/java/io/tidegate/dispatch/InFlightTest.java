package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final EventId EVENT = new EventId(0, 1, 0);

    private final Set<EventId> shared = ConcurrentHashMap.newKeySet();
    private final InFlight one = new InFlight(shared);
    private final InFlight other = new InFlight(shared);

    @Test
    void eventIsBegunOnceInTheProcess() {
        // Given
        one.begin(EVENT);

        // Then
        assertThat(one.begin(EVENT)).isFalse();
        assertThat(other.begin(EVENT)).isFalse();
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
