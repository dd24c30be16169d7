package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Destinations can be paused for all gateways, and deliveries can be put off. */
interface PauseContract extends UnderContract {

    @Test
    default void pausedDestinationIsToldToAllAndNobodyIsToldToLookAtIt() {
        // Given
        call(it -> it.register(List.of("ci", "lake")));
        call(it -> it.pause("ci", "moving house"));
        // When
        advance(Wake.AGAIN);
        // Then
        Wake wake = wake();
        assertThat(wake.destinations()).containsExactly("lake");
        assertThat(wake.paused()).containsExactly("ci");
        assertThat(call(open(), it -> it.wake(Set.of(), 10)).paused()).containsExactly("ci");
    }

    @Test
    default void pauseIsShownWithItsReasonAndTheFirstOneStands() {
        // When
        call(it -> it.pause("ci", "moving house"));
        call(it -> it.pause("ci", "410"));
        // Then
        var pauses = status("ci").pauses();
        assertThat(pauses).containsOnlyKeys("ci");
        assertThat(pauses.values()).extracting(Pause::reason).containsExactly("moving house");
    }

    @Test
    default void resumedDestinationIsLookedAtAtOnce() {
        // Given
        call(it -> it.register(List.of("ci")));
        call(it -> it.pause("ci", "moving house"));
        // When
        boolean wasPaused = call(it -> it.resume("ci"));
        // Then
        assertThat(wasPaused).isTrue();
        assertThat(wake()).extracting(Wake::paused).isEqualTo(Set.of());
        assertThat(status("ci").pauses()).isEmpty();
        boolean isPaused = call(it -> it.resume("ci"));
        assertThat(isPaused).isFalse();
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            call(it -> it.resume("ci"));
                            assertThat(wake().destinations()).containsExactly("ci");
                        });
    }

    @Test
    default void pauseLeavesWhatIsParkedWhereItIs() {
        // Given
        var parked = delivery(readOne("a"), "ci");
        call(it -> it.park(parked, Duration.ZERO, Setback.NONE));
        // When
        call(it -> it.pause("ci", "moving house"));
        call(it -> it.resume("ci"));
        // Then
        assertThat(claim()).hasSize(1);
    }

    @Test
    default void deliveryThatIsPutOffIsDueWhenItIsSaid() {
        // Given
        var parked = delivery(readOne("a"), "ci").next();
        call(it -> it.park(parked, Duration.ZERO, Setback.of("503")));
        assertThat(claim()).hasSize(1);
        // When
        call(it -> it.putOff("ci", parked.id(), Duration.ofSeconds(10)));
        // Then
        assertThat(claim()).isEmpty();
        advance(Duration.ofSeconds(10));
        var due = call(it -> it.claimDue("ci", 100, LONG)).leased();
        assertThat(due)
                .extracting(it -> it.delivery().attempt(), Due.Leased::failures)
                .containsExactly(tuple(1, 0));
        var shown = call(it -> it.parked("ci", 10));
        assertThat(shown).extracting(Parked::setback).containsExactly(Setback.of("503"));
    }

    @Test
    default void whatIsNotParkedIsNotPutOff() {
        // Given
        var parked = delivery(readOne("a"), "ci").next();
        call(it -> it.park(parked, Duration.ZERO, Setback.of("503")));
        call(it -> it.unpark("ci", parked.id()));
        // When
        call(it -> it.putOff("ci", parked.id(), Duration.ZERO));
        // Then
        assertThat(claim()).isEmpty();
        assertThat(status("ci").parked()).containsEntry("ci", 0L);
    }

    @Test
    default void whatIsLeftForARemovedDestinationIsCounted() {
        // Given
        var parked = delivery(readOne("a"), "gone");
        // When
        call(it -> it.park(parked, LONG, Setback.NONE));
        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(status("ci").parked()).containsEntry("gone", 1L));
    }

    private Wake wake() {
        return call(it -> it.wake(Set.of(), 10));
    }

    private List<Delivery> claim() {
        return call(it -> it.claimDue("ci", 100, LONG)).deliveries();
    }
}
