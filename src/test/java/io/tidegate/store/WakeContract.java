package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Setback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Gateways are told which destinations to look at. The word of a parked delivery may take a moment,
 * so that tests wait for it.
 */
interface WakeContract extends UnderContract {

    /** How long word of a parked delivery takes at most. */
    Duration MOMENT = Duration.ofSeconds(1);

    @Test
    default void nothingIsToldWhereNothingIsKnown() {
        assertThat(wake()).isEqualTo(new Wake(List.of(), Wake.AGAIN));
    }

    @Test
    default void registeredDestinationsAreToldOfTwiceAMinute() {
        // Given
        call(it -> it.register(List.of("ci", "lake")));
        call(it -> it.register(List.of("ci", "lake")));
        // When
        advance(Wake.AGAIN);
        // Then
        assertThat(wake().destinations()).containsExactlyInAnyOrder("ci", "lake");
        assertThat(wake().destinations()).isEmpty();
        advance(Wake.AGAIN);
        assertThat(wake().destinations()).containsExactlyInAnyOrder("ci", "lake");
    }

    @Test
    default void destinationIsToldOfWhenItsParkedDeliveryIsDue() {
        // Given
        park("a", "ci", Duration.ofSeconds(20));
        // When
        var before = eventuallyNext(Duration.ofSeconds(20));
        advance(Duration.ofSeconds(20));
        // Then
        assertThat(before.destinations()).isEmpty();
        assertThat(wake().destinations()).containsExactly("ci");
    }

    @Test
    default void firstToBecomeDueCounts() {
        // Given
        park("a", "ci", Duration.ofSeconds(40));
        park("b", "ci", Duration.ofSeconds(20));
        park("c", "ci", Duration.ofSeconds(30));
        // When, Then
        eventuallyNext(Duration.ofSeconds(20));
    }

    @Test
    default void oneGatewayIsToldAndNoOther() {
        // Given
        var other = open();
        park("a", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When, Then
        assertThat(call(other, it -> it.wake(Set.of(), 10)).destinations()).isEmpty();
        assertThat(wake().destinations()).isEmpty();
    }

    @Test
    default void deliveryParkedWhileAnotherIsLookedForIsToldOf() {
        // Given
        park("a", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When
        park("b", "ci", Duration.ZERO);
        call(it -> it.claimDue("ci", 1, LONG));
        call(it -> it.claimDue("ci", 1, LONG));
        // Then
        eventuallyWake("ci");
    }

    @Test
    default void whatALookLeavesIsToldOfAgain() {
        // Given
        park("a", "ci", Duration.ZERO);
        park("b", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When
        call(it -> it.claimDue("ci", 1, LONG));
        // Then
        eventuallyWake("ci");
    }

    @Test
    default void endOfALeaseIsToldOf() {
        // Given
        park("a", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When
        call(it -> it.claimDue("ci", 1, Duration.ofSeconds(20)));
        // Then
        eventuallyNext(Duration.ofSeconds(20));
    }

    @Test
    default void endOfALeaseUnderATokenIsToldOf() {
        // Given
        park("a", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When
        call(it -> it.pull("ci", 1, Duration.ofSeconds(20), "t"));
        // Then
        eventuallyNext(Duration.ofSeconds(20));
    }

    @Test
    default void destinationThatTheCallerCannotServeIsLeftToOthers() {
        // Given
        park("a", "ci", Duration.ZERO);
        park("b", "lake", Duration.ZERO);
        var told = new ArrayList<String>();
        // When
        Awaitility.await()
                .until(
                        () -> {
                            told.addAll(call(it -> it.wake(Set.of("ci"), 10)).destinations());
                            return told.contains("lake");
                        });
        // Then
        assertThat(told).doesNotContain("ci");
        eventuallyWake("ci");
    }

    @Test
    default void noMoreThanAskedForAreToldAndTheLongestDueFirst() {
        // Given
        for (int i = 1; i <= 5; i++) {
            park("e" + i, "d" + i, Duration.ofSeconds(60 - 10L * i));
        }
        eventuallyNext(Duration.ofSeconds(10));
        advance(Duration.ofSeconds(55));
        // When
        var first = call(it -> it.wake(Set.of(), 3));
        // Then
        assertThat(first).isEqualTo(new Wake(List.of("d5", "d4", "d3"), Duration.ZERO));
        assertThat(wake().destinations()).containsExactly("d2", "d1");
    }

    @Test
    default void whoeverIsToldInVainCanHandItOn() {
        // Given
        park("a", "ci", Duration.ZERO);
        eventuallyWake("ci");
        // When
        call(it -> it.remind("ci"));
        // Then
        assertThat(wake().destinations()).containsExactly("ci");
    }

    /** Parks one new event. */
    private void park(String dedupKey, String destination, Duration delay) {
        var stored = readOne(dedupKey);
        call(it -> it.park(delivery(stored, destination), delay, Setback.of("503")));
    }

    private Wake wake() {
        return call(it -> it.wake(Set.of(), 10));
    }

    private void eventuallyWake(String destination) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(wake().destinations()).containsExactly(destination));
    }

    /** Waits until the next destination is told to be waited for about this time. */
    private Wake eventuallyNext(Duration next) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(wake().next()).isBetween(next.minus(MOMENT), next));
        return wake();
    }
}
