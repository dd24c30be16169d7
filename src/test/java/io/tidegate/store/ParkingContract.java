package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Headers;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Futures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deliveries wait outside the stream for their next attempt, or give up. */
interface ParkingContract extends UnderContract {

    @Test
    default void parkedDeliveryIsNotDueBeforeItsTime() {
        // Given
        park(delivery(readOne("a"), "ci"), Duration.ofSeconds(10));
        // When
        var due = claimDue("ci");
        // Then
        assertThat(due.deliveries()).isEmpty();
        assertThat(due.next()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    default void parkedDeliveryComesBackAsItWas() {
        // Given
        var parked = delivery(readOne("a"), "ci").next().next();
        park(parked, Duration.ofSeconds(10));
        advance(Duration.ofSeconds(10));
        // When
        var back = claimDue("ci").deliveries();
        // Then
        assertThat(back).hasSize(1);
        assertThat(back.get(0))
                .usingRecursiveComparison()
                .withEqualsForType(Headers::equals, Headers.class)
                .isEqualTo(parked);
        assertThat(back.get(0).isTransformed()).isFalse();
    }

    @Test
    default void transformedPayloadIsKeptBesideTheEvent() {
        // Given
        StoredEvent event = readOne("a");
        byte[] payload = "{\"small\":1}".getBytes(StandardCharsets.UTF_8);
        park(new Delivery(event, "ci", payload, 1), Duration.ZERO);
        // When
        var back = claimDue("ci").deliveries().get(0);
        // Then
        assertThat(back.payload()).isEqualTo(payload);
        assertThat(back.isTransformed()).isTrue();
        assertThat(back.stored().event().body()).isEqualTo(event.event().body());
    }

    @Test
    default void partsOfOneEventWaitAndGiveUpEachForItself() {
        // Given
        StoredEvent event = readOne("a");
        var first = part(event, "1-00000001");
        var second = part(event, "2-00000002");
        var third = part(event, "3-00000003");
        List.of(first, second, third).forEach(it -> park(it, Duration.ZERO));
        // When
        call(it -> it.unpark("ci", first.id()));
        bury(second.next(), "503");
        // Then
        assertThat(claimDue("ci").deliveries())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("stored.event.headers")
                .containsExactly(third);
        assertThat(deadLetters("ci", 10))
                .extracting(it -> it.delivery().id())
                .containsExactly(second.id());
    }

    private static Delivery part(StoredEvent event, String name) {
        return delivery(new StoredEvent(event.id().part(name), event.event()), "ci");
    }

    @Test
    default void leasedDeliveryIsNobodyElsesUntilTheLeaseEnds() {
        // Given
        park(delivery(readOne("a"), "ci"), Duration.ZERO);
        claimDue("ci");
        // When, Then
        var during = claimDue("ci");
        assertThat(during.deliveries()).isEmpty();
        assertThat(during.next()).isBetween(Duration.ofMinutes(29), LONG);
        advance(LONG);
        assertThat(claimDue("ci").deliveries()).hasSize(1);
    }

    @Test
    default void everyLeaseWithoutAResultIsCountedUntilThereIsOne() {
        // Given
        var parked = delivery(readOne("a"), "ci");
        park(parked, Duration.ZERO);
        for (int failures = 0; failures < 3; failures++) {
            // When, Then
            assertThat(claimDue("ci").leased())
                    .extracting(Due.Leased::failures)
                    .containsExactly(failures);
            advance(LONG);
        }
        park(parked.next(), Duration.ZERO);
        assertThat(claimDue("ci").leased()).extracting(Due.Leased::failures).containsExactly(0);
        call(it -> it.unpark("ci", parked.id()));
        park(parked, Duration.ZERO);
        assertThat(claimDue("ci").leased()).extracting(Due.Leased::failures).containsExactly(0);
        bury(parked, "no");
        park(parked, Duration.ZERO);
        assertThat(claimDue("ci").leased()).extracting(Due.Leased::failures).containsExactly(0);
    }

    @Test
    default void parkedAgainIsDueAtItsNewTime() {
        // Given
        var first = delivery(readOne("a"), "ci").next();
        park(first, Duration.ZERO);
        claimDue("ci");
        // When
        park(first.next(), Duration.ofSeconds(10));
        advance(Duration.ofSeconds(10));
        // Then
        assertThat(claimDue("ci").deliveries()).extracting(Delivery::attempt).containsExactly(2);
    }

    @Test
    default void repeatAfterACrashNeverLosesCountOfAttempts() {
        // Given
        var early = delivery(readOne("a"), "ci").next();
        park(early.next().next(), Duration.ofSeconds(10));
        // When
        park(early, Duration.ZERO);
        // Then
        assertThat(claimDue("ci").deliveries()).isEmpty();
        advance(Duration.ofSeconds(10));
        assertThat(claimDue("ci").deliveries()).extracting(Delivery::attempt).containsExactly(3);
    }

    @Test
    default void longestDueComesFirstAndNoMoreThanAskedFor() {
        // Given
        appendMany(5);
        var events = read(5);
        for (int i = 0; i < 5; i++) {
            park(delivery(events.get(i), "ci"), Duration.ofSeconds(50 - 10 * i));
        }
        advance(Duration.ofSeconds(60));
        // When
        var due = call(it -> it.claimDue("ci", 3, LONG));
        // Then
        assertThat(due.deliveries())
                .extracting(Delivery::id)
                .containsExactly(events.get(4).id(), events.get(3).id(), events.get(2).id());
        assertThat(due.next()).isZero();
    }

    @Test
    default void nothingParkedMeansLookAgainWhenEachIsLookedAt() {
        assertThat(claimDue("ci")).isEqualTo(new Due(List.of(), Wake.AGAIN));
    }

    @Test
    default void deliveredIsForgotten() {
        // Given
        var delivery = delivery(readOne("a"), "ci");
        park(delivery, Duration.ZERO);
        // When
        call(it -> it.unpark("ci", delivery.id()));
        call(it -> it.unpark("ci", delivery.id()));
        // Then
        assertThat(claimDue("ci").deliveries()).isEmpty();
    }

    @Test
    default void destinationsDoNotSeeEachOthersDeliveries() {
        // Given
        var event = readOne("a");
        park(delivery(event, "ci"), Duration.ZERO);
        park(delivery(event, "lake"), Duration.ZERO);
        // When
        call(it -> it.unpark("lake", event.id()));
        // Then
        assertThat(claimDue("lake").deliveries()).isEmpty();
        assertThat(claimDue("ci").deliveries())
                .extracting(Delivery::destination)
                .containsExactly("ci");
    }

    @Test
    default void buriedDeliveryIsADeadLetterAndNotParkedAnyMore() {
        // Given
        var delivery = delivery(readOne("a"), "ci").next();
        park(delivery, Duration.ZERO);
        // When
        bury(delivery, "410 gone");
        // Then
        assertThat(claimDue("ci").deliveries()).isEmpty();
        var letters = deadLetters("ci", 10);
        assertThat(letters).extracting(it -> it.setback().reason()).containsExactly("410 gone");
        assertThat(letters.get(0).delivery())
                .usingRecursiveComparison()
                .withEqualsForType(Headers::equals, Headers.class)
                .isEqualTo(delivery);
    }

    @Test
    default void deliveryThatWasNeverParkedCanBeBuried() {
        // When
        bury(delivery(readOne("a"), "ci"), "400");
        // Then
        assertThat(deadLetters("ci", 10)).hasSize(1);
    }

    @Test
    default void buryingTwiceLeavesOneDeadLetter() {
        // Given
        var delivery = delivery(readOne("a"), "ci");
        bury(delivery, "400");
        // When
        bury(delivery, "400");
        // Then
        assertThat(deadLetters("ci", 10)).hasSize(1);
    }

    @Test
    default void deadLettersAreListedOldestFirstAndNoMoreThanAskedFor() {
        // Given
        appendMany(5);
        var events = read(5);
        events.forEach(event -> bury(delivery(event, "ci"), "no"));
        // When
        var letters = deadLetters("ci", 3);
        // Then
        assertThat(letters)
                .extracting(it -> it.delivery().id())
                .containsExactlyElementsOf(UnderContract.ids(events.subList(0, 3)));
        assertThat(letters).isSortedAccordingTo((a, b) -> a.diedAt().compareTo(b.diedAt()));
        assertThat(deadLetters("lake", 3)).isEmpty();
    }

    @Test
    default void manyDueDeliveriesAreHandedOutOnceEach() {
        // Given
        appendMany(50);
        var events = read(50);
        events.forEach(event -> park(delivery(event, "ci"), Duration.ZERO));
        var other = open();
        // When
        var handed = new ArrayList<Delivery>();
        while (handed.size() < 50) {
            var first = start(store(), it -> it.claimDue("ci", 10, LONG));
            var second = start(other, it -> it.claimDue("ci", 10, LONG));
            handed.addAll(Futures.await(first).deliveries());
            handed.addAll(Futures.await(second).deliveries());
        }
        // Then
        assertThat(handed)
                .extracting(Delivery::id)
                .containsExactlyInAnyOrderElementsOf(UnderContract.ids(events));
    }

    /** Parks a delivery for a reason that does not matter. */
    default void park(Delivery delivery, Duration delay) {
        call(it -> it.park(delivery, delay, Setback.of("503")));
    }

    /** Leases everything that is due. */
    default Due claimDue(String destination) {
        return call(it -> it.claimDue(destination, 100, LONG));
    }
}
