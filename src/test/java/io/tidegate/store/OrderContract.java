package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Deliveries stand in line, one line a key: only the first of a line is due. */
interface OrderContract extends UnderContract {

    /** Some deliveries of one shard, in the order of their events. */
    private List<Delivery> some(int count) {
        var events = new ArrayList<StoredEvent>();
        while (events.size() < count) {
            appendMany(8 * count);
            read(8 * count).stream().filter(it -> it.id().shard() == 3).forEach(events::add);
        }
        events.sort((one, other) -> BY_AGE.compare(one.id(), other.id()));
        return events.subList(0, count).stream().map(it -> delivery(it, "ci")).toList();
    }

    private void lineUp(String key, Time time, Delivery... deliveries) {
        call(
                it ->
                        it.lineUp(
                                "ci",
                                List.of(deliveries).stream()
                                        .map(each -> new Entrant(each, key, time))
                                        .toList()));
    }

    private void lineUp(String key, List<Delivery> deliveries) {
        lineUp(key, Time.FIRST, deliveries.toArray(Delivery[]::new));
    }

    private List<EventId> claimed() {
        return call(it -> it.claimDue("ci", 100, LONG)).deliveries().stream()
                .map(Delivery::id)
                .toList();
    }

    private Optional<EventId> advance(Delivery delivery) {
        return call(it -> it.advance("ci", delivery.id(), LONG)).map(it -> it.delivery().id());
    }

    private void nothingIsLeft() {
        assertThat(claimed()).isEmpty();
        assertThat(status("ci").parked()).containsEntry("ci", 0L);
    }

    @Test
    default void onlyTheFirstOfALineIsDue() {
        // Given
        var all = some(3);
        // When
        lineUp("a", all);
        // Then
        assertThat(claimed()).containsExactly(all.get(0).id());
        assertThat(claimed()).isEmpty();
        assertThat(status("ci").parked()).containsEntry("ci", 3L);
    }

    @Test
    default void linesOfDifferentKeysAreDueSideBySide() {
        // Given
        var all = some(4);
        // When
        lineUp("a", all.subList(0, 2));
        lineUp("", all.subList(2, 3));
        lineUp("ä\n", all.subList(3, 4));
        // Then
        assertThat(claimed())
                .containsExactlyInAnyOrder(all.get(0).id(), all.get(2).id(), all.get(3).id());
    }

    @Test
    default void deliveredOneHandsItsLeaseToTheNextOfItsLine() {
        // Given
        var all = some(3);
        lineUp("a", all);
        claimed();
        // When, Then
        assertThat(advance(all.get(0))).contains(all.get(1).id());
        assertThat(claimed()).isEmpty();
        assertThat(advance(all.get(1))).contains(all.get(2).id());
        assertThat(advance(all.get(2))).isEmpty();
        nothingIsLeft();
    }

    @Test
    default void whatIsHandedOnComesAsItWasAndItsLeaseIsCounted() {
        // Given
        var all = some(2);
        lineUp("a", all);
        claimed();
        // When
        var handed = call(it -> it.advance("ci", all.get(0).id(), LONG)).orElseThrow();
        // Then
        assertThat(handed.failures()).isZero();
        assertThat(handed.delivery().stored().event().body())
                .isEqualTo(all.get(1).stored().event().body());
        advance(LONG);
        assertThat(call(it -> it.claimDue("ci", 9, LONG)).leased())
                .extracting(Due.Leased::failures)
                .containsExactly(1);
    }

    @Test
    default void nextOfALineIsDueAfterOthersThatAreDueAlready() {
        // Given
        var all = some(3);
        lineUp("a", all.subList(0, 2));
        claimed();
        lineUp("b", all.subList(2, 3));
        advance(Duration.ofSeconds(1));
        // When
        assertThat(advance(all.get(0))).isEmpty();
        // Then
        assertThat(claimed()).containsExactly(all.get(2).id(), all.get(1).id());
    }

    @Test
    default void failedOneHoldsBackItsLineUntilItIsDeliveredAndNoOther() {
        // Given
        var all = some(3);
        lineUp("a", all.subList(0, 2));
        lineUp("b", all.subList(2, 3));
        claimed();
        // When
        call(it -> it.parkAgain(all.get(0).next(), Duration.ofSeconds(10), Setback.of("503")));
        // Then
        assertThat(advance(all.get(2))).isEmpty();
        assertThat(claimed()).isEmpty();
        advance(Duration.ofSeconds(10));
        var due = call(it -> it.claimDue("ci", 9, LONG));
        assertThat(due.deliveries()).extracting(Delivery::id).containsExactly(all.get(0).id());
        assertThat(due.deliveries()).extracting(Delivery::attempt).containsExactly(1);
        assertThat(due.leased()).extracting(Due.Leased::failures).containsExactly(0);
        assertThat(advance(all.get(0))).contains(all.get(1).id());
    }

    @Test
    default void oneThatOthersHaveEndedIsNotParkedAgain() {
        // Given
        var all = some(2);
        lineUp("a", all);
        claimed();
        advance(all.get(0));
        // When
        call(it -> it.parkAgain(all.get(0).next(), Duration.ZERO, Setback.of("503")));
        // Then
        assertThat(claimed()).isEmpty();
        advance(all.get(1));
        nothingIsLeft();
    }

    @Test
    default void nextIsDueWhenTheFirstGivesUpOrIsForgotten() {
        // Given
        var all = some(3);
        lineUp("a", all);
        // When, Then
        bury(all.get(0).next(), "no");
        assertThat(claimed()).containsExactly(all.get(1).id());
        call(it -> it.unpark("ci", all.get(1).id()));
        assertThat(claimed()).containsExactly(all.get(2).id());
    }

    @Test
    default void oneThatIsTakenOutOfTheMiddleIsMissedByNobody() {
        // Given
        var all = some(3);
        lineUp("a", all);
        claimed();
        // When
        bury(all.get(1), "no");
        // Then
        assertThat(claimed()).isEmpty();
        assertThat(advance(all.get(0))).contains(all.get(2).id());
    }

    @Test
    default void acknowledgedOneLetsTheNextBePulled() {
        // Given
        var all = some(2);
        lineUp("a", all);
        call(it -> it.pull("ci", 9, LONG, "t"));
        // When
        boolean isDone = call(it -> it.acknowledge("ci", all.get(0).id(), "t"));
        assertThat(isDone).isTrue();
        // Then
        assertThat(call(it -> it.pull("ci", 9, LONG, "u")).deliveries())
                .extracting(Delivery::id)
                .containsExactly(all.get(1).id());
    }

    @Test
    default void repeatKeepsItsPlace() {
        // Given
        var all = some(3);
        lineUp("a", all.subList(0, 2));
        claimed();
        // When
        lineUp("a", Time.AGAIN, all.get(0), all.get(1), all.get(2));
        // Then
        assertThat(claimed()).isEmpty();
        assertThat(advance(all.get(0))).contains(all.get(1).id());
        assertThat(advance(all.get(1))).contains(all.get(2).id());
        assertThat(advance(all.get(2))).isEmpty();
    }

    @Test
    default void repeatOfWhatIsDeliveredLinesUpOnlyIfNothingLaterHas() {
        // Given
        var all = some(3);
        lineUp("a", all.subList(0, 2));
        claimed();
        advance(all.get(0));
        advance(all.get(1));
        // When
        lineUp("a", Time.AGAIN, all.get(0));
        // Then
        nothingIsLeft();
        lineUp("a", Time.AGAIN, all.get(1));
        lineUp("a", Time.AGAIN, all.get(2));
        assertThat(claimed()).containsExactly(all.get(1).id());
        assertThat(advance(all.get(1))).contains(all.get(2).id());
    }

    @Test
    default void whatIsReadFirstLinesUpAlthoughItSeemsToBeLate() {
        // Given
        var all = some(2);
        lineUp("a", all.subList(1, 2));
        // When
        lineUp("a", all.subList(0, 1));
        // Then
        claimed();
        assertThat(advance(all.get(1))).contains(all.get(0).id());
    }

    @Test
    default void whatIsWantedAnewLinesUpAtTheEnd() {
        // Given
        var all = some(3);
        lineUp("a", all);
        claimed();
        advance(all.get(0));
        // When
        lineUp("a", Time.ANEW, all.get(0));
        // Then
        assertThat(advance(all.get(1))).contains(all.get(2).id());
        assertThat(advance(all.get(2))).contains(all.get(0).id());
        assertThat(advance(all.get(0))).isEmpty();
        lineUp("a", Time.AGAIN, all.get(1));
        nothingIsLeft();
    }

    @Test
    default void replayedDeadLetterLinesUpAtTheEnd() {
        // Given
        var all = some(3);
        lineUp("a", all);
        claimed();
        bury(all.get(0).next(), "no");
        // When
        assertThat(claimed()).containsExactly(all.get(1).id());
        call(it -> it.replay("ci", Map.of(all.get(0).id(), Duration.ZERO)));
        // Then
        assertThat(deadLetters("ci", 9)).isEmpty();
        assertThat(claimed()).isEmpty();
        assertThat(advance(all.get(1))).contains(all.get(2).id());
        var last = call(it -> it.advance("ci", all.get(2).id(), LONG)).orElseThrow();
        assertThat(last.delivery().id()).isEqualTo(all.get(0).id());
        assertThat(last.delivery().attempt()).isZero();
    }

    @Test
    default void replayedDeadLetterOfAnEmptyLineIsDueAfterItsDelay() {
        // Given
        var one = some(1).get(0);
        lineUp("a", List.of(one));
        bury(one.next(), "no");
        // When
        call(it -> it.replay("ci", Map.of(one.id(), Duration.ofSeconds(10))));
        // Then
        assertThat(claimed()).isEmpty();
        advance(Duration.ofSeconds(10));
        assertThat(claimed()).containsExactly(one.id());
        call(it -> it.discard("ci", Set.of(one.id())));
        advance(one);
        nothingIsLeft();
    }

    @Test
    default void oneThatWaitsInLineCannotBeHadEarlier() {
        // Given
        var all = some(2);
        lineUp("a", all);
        // When
        call(it -> it.putOff("ci", all.get(1).id(), Duration.ZERO));
        call(it -> it.park(all.get(1), Duration.ZERO, Setback.NONE));
        // Then
        assertThat(claimed()).containsExactly(all.get(0).id());
    }

    @Test
    default void listShowsWhoWaitsInLine() {
        // Given
        var all = some(2);
        lineUp("a", all);
        // When
        var parked = call(it -> it.parked("ci", 9));
        // Then
        assertThat(parked)
                .extracting(it -> it.delivery().id())
                .containsExactly(all.get(0).id(), all.get(1).id());
        assertThat(parked.get(0).dueAt()).isBefore(Instant.now().plusSeconds(60));
        assertThat(parked.get(1).dueAt()).isEqualTo(Instant.MAX);
    }

    @Test
    default void oneThatWasParkedWithoutALineKeepsCountOfItsAttemptsInIt() {
        // Given
        var all = some(2);
        call(it -> it.park(all.get(0).next(), Duration.ZERO, Setback.of("503")));
        // When
        lineUp("a", Time.AGAIN, all.get(0), all.get(1));
        // Then
        assertThat(call(it -> it.claimDue("ci", 9, LONG)).deliveries())
                .extracting(Delivery::id, Delivery::attempt)
                .containsExactly(tuple(all.get(0).id(), 1));
    }

    @Test
    default void partsOfOneEventStandInLineOneBehindTheOther() {
        // Given
        var whole = some(1).get(0);
        var one = part(whole, "1-00000001");
        var other = part(whole, "2-00000002");
        // When
        lineUp("a", List.of(one));
        lineUp("a", Time.AGAIN, one, other);
        // Then
        assertThat(claimed()).containsExactly(one.id());
        assertThat(advance(one)).contains(other.id());
    }

    private static Delivery part(Delivery whole, String name) {
        var event = whole.stored();
        return delivery(new StoredEvent(event.id().part(name), event.event()), "ci");
    }

    @Test
    default void lineThatBecomesDueIsToldOf() {
        // Given
        call(it -> it.register(List.of("ci")));
        // When
        lineUp("a", some(1));
        // Then
        Awaitility.await()
                .until(() -> call(it -> it.wake(Set.of(), 9)).destinations().contains("ci"));
    }
}
