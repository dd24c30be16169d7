package io.tidegate.store;

import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads an event is answerable for it until it is settled. */
interface OwnershipContract extends UnderContract {

    @Test
    default void eventsOfACrashedWorkerAreTakenOver() {
        // Given
        appendMany(20);
        var lost = ids(read("w-0", 20));
        advance(Duration.ofSeconds(60));
        // When
        var taken = call(open(), it -> it.reclaim("w-1", Duration.ofSeconds(45), 100));
        // Then
        assertThat(ids(taken)).containsExactlyInAnyOrderElementsOf(lost);
    }

    @Test
    default void eventsInWorkAreNotTakenOver() {
        // Given
        appendMany(5);
        read("w-0", 5);
        // When, Then
        assertThat(reclaim("w-1", LONG)).isEmpty();
    }

    @Test
    default void eventTakenOverIsInWorkAgain() {
        // Given
        appendMany(5);
        read("w-0", 5);
        advance(Duration.ofSeconds(60));
        reclaim("w-1", Duration.ofSeconds(45));
        // When, Then
        assertThat(reclaim("w-2", Duration.ofSeconds(45))).isEmpty();
    }

    @Test
    default void takingOverIsBoundedAndGoesOnNextTime() {
        // Given
        appendMany(30);
        var lost = ids(read("w-0", 30));
        advance(Duration.ofSeconds(60));
        // When
        var taken = new ArrayList<EventId>();
        while (taken.size() < 30) {
            var some = ids(call(it -> it.reclaim("w-1", Duration.ofSeconds(45), 7)));
            assertThat(some).hasSizeBetween(1, 7);
            taken.addAll(some);
        }
        // Then
        assertThat(taken).containsExactlyInAnyOrderElementsOf(lost);
    }

    @Test
    default void settledEventsAreNotTakenOver() {
        // Given
        appendMany(5);
        var read = ids(read("w-0", 5));
        settle(read.subList(0, 3));
        advance(Duration.ofSeconds(60));
        // When
        var taken = reclaim("w-1", Duration.ofSeconds(45));
        // Then
        assertThat(ids(taken)).containsExactlyInAnyOrderElementsOf(read.subList(3, 5));
    }

    @Test
    default void settlingNothingOrTheUnknownDoesNoHarm() {
        // Given
        appendMany(1);
        // When
        settle(List.of());
        settle(List.of(new EventId(3, 1, 1), new EventId(999, 1, 1)));
        // Then
        assertThat(read("w-0", 1)).hasSize(1);
    }

    @Test
    default void restartedWorkerResumesWhatItHadReadInPortions() {
        // Given
        appendMany(30);
        var left = ids(read("w-0", 30));
        var restarted = open();
        // When
        var resumed = new ArrayList<EventId>();
        while (resumed.size() < 30) {
            var some = ids(resume(restarted, "w-0", 4));
            assertThat(some).hasSizeBetween(1, 4);
            resumed.addAll(some);
        }
        // Then
        assertThat(resumed).containsExactlyInAnyOrderElementsOf(left);
        assertThat(resume(restarted, "w-0", 4)).isEmpty();
    }

    @Test
    default void workerResumesNeitherWhatIsSettledNorWhatIsOfOthers() {
        // Given
        appendMany(10);
        var mine = ids(read("w-0", 10));
        settle(mine.subList(2, 10));
        append(event("other"));
        read("w-1", 1);
        // When
        var resumed = ids(resume(open(), "w-0", 100));
        // Then
        assertThat(resumed).containsExactlyInAnyOrderElementsOf(mine.subList(0, 2));
    }

    @Test
    default void newWorkerHasNothingToResume() {
        // Given
        appendMany(3);
        // When, Then
        assertThat(resume(store(), "w-9", 100)).isEmpty();
    }

    /** One portion of what the worker had read before. */
    default List<StoredEvent> resume(EventStore store, String worker, int max) {
        return call(store, it -> it.resume(worker, max));
    }
}
