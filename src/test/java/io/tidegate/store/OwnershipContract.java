package io.tidegate.store;

import static io.tidegate.store.UnderContract.events;
import static io.tidegate.store.UnderContract.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads an event is answerable for it until it is settled or given back. */
interface OwnershipContract extends UnderContract {

    /** For how long events must have been out to be handed out again. */
    Duration IDLE = Duration.ofSeconds(45);

    @Test
    default void eventsLeftUnsettledAreHandedOutAgainAfterAWhile() {
        // Given
        appendMany(20);
        var left = ids(read(20));
        advance(Duration.ofSeconds(60));
        // When
        var again = reclaim(IDLE);
        // Then
        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    default void eventsThatWereJustHandedOutAreNotHandedOutAgain() {
        // Given
        appendMany(5);
        read(5);
        // When, Then
        assertThat(reclaim(LONG)).isEmpty();
    }

    @Test
    default void whatIsHandedOutAgainIsOutForTheWholeTimeOnceMore() {
        // Given
        appendMany(5);
        read(5);
        advance(Duration.ofSeconds(60));
        reclaim(IDLE);
        // When, Then
        assertThat(reclaim(IDLE)).isEmpty();
    }

    @Test
    default void handingOutAgainIsBoundedAndGoesOnNextTime() {
        // Given
        appendMany(30);
        var left = ids(read(30));
        advance(Duration.ofSeconds(60));
        // When
        var again = new ArrayList<EventId>();
        while (again.size() < 30) {
            var some = ids(events(reclaim(store(), IDLE, 7)));
            assertThat(some).hasSizeBetween(1, 7);
            again.addAll(some);
        }
        // Then
        assertThat(again).containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    default void settledEventsAreNotHandedOutAgain() {
        // Given
        appendMany(5);
        var read = ids(read(5));
        settle(read.subList(0, 3));
        advance(Duration.ofSeconds(60));
        // When
        var again = reclaim(IDLE);
        // Then
        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(read.subList(3, 5));
    }

    @Test
    default void workerThatLeftAnEventForLongHasNotFailedWithIt() {
        // Given
        appendMany(1);
        read(1);
        advance(Duration.ofSeconds(60));
        // When
        var again = reclaim(store(), IDLE, 10);
        // Then
        assertThat(again).extracting(Handout::failures).containsExactly(0);
    }

    @Test
    default void settlingNothingOrTheUnknownDoesNoHarm() {
        // Given
        appendMany(1);
        // When
        settle(List.of());
        settle(List.of(new EventId(3, 1, 1), new EventId(999, 1, 1)));
        // Then
        assertThat(read(1)).hasSize(1);
    }

    @Test
    default void eventIsHeldFromReadingUntilItIsSettledOrGivenBack() {
        // Given
        appendMany(3);
        var read = ids(read(3));
        // When
        settle(read.subList(0, 1));
        giveBack(store(), read.get(1));
        // Then
        assertThat(isHeld(store(), read.get(0))).isFalse();
        assertThat(isHeld(store(), read.get(1))).isFalse();
        assertThat(isHeld(store(), read.get(2))).isTrue();
        assertThat(isHeld(store(), new EventId(999, 1, 1))).isFalse();
    }

    @Test
    default void eventGivenBackIsHandedOutAgainLikeAnyOther() {
        // Given
        appendMany(1);
        EventId id = read(1).get(0).id();
        giveBack(store(), id);
        advance(Duration.ofSeconds(60));
        // When, Then
        assertThat(ids(reclaim(IDLE))).containsExactly(id);
        assertThat(isHeld(store(), id)).isTrue();
    }
}
