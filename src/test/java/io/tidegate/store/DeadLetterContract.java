package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Excerpt;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Why deliveries failed is kept, and what gave up can be tried again or thrown away. */
interface DeadLetterContract extends UnderContract {

    /** An answer longer than what is kept of a parked delivery. */
    Excerpt ANSWER =
            Excerpt.of("why ".repeat(1_024).getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @Test
    default void deadLetterKeepsTheAnswerOfTheLastAttempt() {
        // Given
        var delivery = delivery(readOne("a"), "ci").next();
        // When
        call(it -> it.bury(delivery, new Setback("500 (attempt 12, the last)", ANSWER)));
        // Then
        var letter = deadLetters("ci", 1).get(0);
        assertThat(letter.setback()).isEqualTo(new Setback("500 (attempt 12, the last)", ANSWER));
        assertThat(letter.delivery().attempt()).isOne();
    }

    @Test
    default void parkedDeliveryKeepsTheBeginningOfTheAnswerAndShowsWhenItIsDue() {
        // Given
        var later = delivery(readOne("a"), "ci").next();
        var sooner = delivery(readOne("b"), "ci").next().next();
        // When
        call(it -> it.park(later, Duration.ofSeconds(20), new Setback("500", ANSWER)));
        call(it -> it.park(sooner, Duration.ofSeconds(10), Setback.of("503")));
        // Then
        var parked = parked("ci", 10);
        assertThat(parked)
                .extracting(it -> it.delivery().id())
                .containsExactly(sooner.id(), later.id());
        assertThat(parked).extracting(it -> it.delivery().attempt()).containsExactly(2, 1);
        assertThat(parked)
                .extracting(Parked::setback)
                .containsExactly(Setback.of("503"), new Setback("500", ANSWER.first(512)));
        assertThat(Duration.between(parked.get(0).dueAt(), parked.get(1).dueAt()))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        assertThat(parked("ci", 1)).hasSize(1);
        assertThat(parked("lake", 10)).isEmpty();
    }

    @Test
    default void deadLettersAreListedPageByPageToTheEnd() {
        // Given
        var ids = buryMany(25);
        // When
        var listed = new ArrayList<EventId>();
        var range = DeadRange.all("ci");
        for (var page = page(range, 10); !page.isEmpty(); page = page(range, 10)) {
            page.forEach(letter -> listed.add(letter.delivery().id()));
            range = range.after(page.get(page.size() - 1).place());
        }
        // Then
        assertThat(listed).containsExactlyElementsOf(ids);
    }

    @Test
    default void deadLettersOfATimeAreListed() {
        // Given
        buryMany(1);
        Instant diedAt = deadLetters("ci", 1).get(0).diedAt();
        // When, Then
        assertThat(page(new DeadRange("ci", diedAt, Instant.MAX, ""), 10)).hasSize(1);
        assertThat(page(new DeadRange("ci", diedAt.plusMillis(1), Instant.MAX, ""), 10)).isEmpty();
        assertThat(page(new DeadRange("ci", Instant.EPOCH, diedAt, ""), 10)).isEmpty();
        assertThat(page(new DeadRange("ci", diedAt, diedAt.plusMillis(1), ""), 10)).hasSize(1);
    }

    @Test
    default void replayedDeadLetterIsParkedAsIfItHadNotBeenTried() {
        // Given
        StoredEvent event = readOne("a");
        byte[] payload = {1, 2, 3};
        bury(new Delivery(event, "ci", payload, 12), "503");
        // When
        int replayed = call(it -> it.replay("ci", Map.of(event.id(), Duration.ofSeconds(10))));
        // Then
        assertThat(replayed).isOne();
        assertThat(deadLetters("ci", 10)).isEmpty();
        assertThat(claim().deliveries()).isEmpty();
        advance(Duration.ofSeconds(10));
        var back = claim().deliveries();
        assertThat(back).extracting(Delivery::attempt).containsExactly(0);
        assertThat(back.get(0).payload()).isEqualTo(payload);
        assertThat(back.get(0).isTransformed()).isTrue();
    }

    @Test
    default void replayTellsGatewaysWhenToLook() {
        // Given
        var ids = buryMany(2);
        var delays = Map.of(ids.get(0), Duration.ofSeconds(40), ids.get(1), Duration.ofSeconds(20));
        // When
        call(it -> it.replay("ci", delays));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(call(it -> it.wake(Set.of(), 10)).next())
                                        .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20)));
    }

    @Test
    default void replayedDeadLetterCanDieAgain() {
        // Given
        var delivery = delivery(readOne("a"), "ci").next();
        bury(delivery, "first time");
        call(it -> it.replay("ci", Map.of(delivery.id(), Duration.ZERO)));
        // When
        bury(delivery, "second time");
        // Then
        assertThat(deadLetters("ci", 10))
                .extracting(it -> it.setback().reason())
                .containsExactly("second time");
        assertThat(claim().deliveries()).isEmpty();
    }

    @Test
    default void onlyDeadLettersAreReplayedAndWhatIsParkedStaysAsItIs() {
        // Given
        var dead = delivery(readOne("a"), "ci").next();
        var alive = delivery(readOne("b"), "ci").next();
        bury(dead, "503");
        call(it -> it.park(dead.next(), Duration.ofSeconds(10), Setback.of("again")));
        var delays = new LinkedHashMap<EventId, Duration>();
        delays.put(alive.id(), Duration.ZERO);
        delays.put(dead.id(), Duration.ZERO);
        // When
        int replayed = call(it -> it.replay("ci", delays));
        // Then
        assertThat(replayed).isOne();
        assertThat(claim().deliveries()).isEmpty();
        advance(Duration.ofSeconds(10));
        assertThat(claim().deliveries()).extracting(Delivery::attempt).containsExactly(2);
    }

    @Test
    default void discardedDeadLettersAreGoneAndOthersAreNot() {
        // Given
        var ids = buryMany(3);
        // When
        int discarded = call(it -> it.discard("ci", Set.of(ids.get(0), ids.get(2))));
        // Then
        assertThat(discarded).isEqualTo(2);
        assertThat(deadLetters("ci", 10))
                .extracting(it -> it.delivery().id())
                .containsExactly(ids.get(1));
        int later = call(it -> it.discard("ci", Set.copyOf(ids)));
        assertThat(later).isOne();
        int replayed = call(it -> it.replay("ci", Map.of(ids.get(0), Duration.ZERO)));
        assertThat(replayed).isZero();
    }

    /** Buries this many deliveries of ci and returns their ids in that order. */
    private List<EventId> buryMany(int count) {
        appendMany(count);
        var events = read(count);
        events.forEach(event -> bury(delivery(event, "ci").next(), "503"));
        return UnderContract.ids(events);
    }

    private List<DeadLetter> page(DeadRange range, int max) {
        return call(it -> it.deadLetters(range, max));
    }

    private List<Parked> parked(String destination, int max) {
        return call(it -> it.parked(destination, max));
    }

    private Due claim() {
        return call(it -> it.claimDue("ci", 100, LONG));
    }
}
