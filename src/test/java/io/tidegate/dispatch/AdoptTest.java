package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Outcome;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The configuration changes while events are under way. */
class AdoptTest {

    private static final int TWO_INSTANCES = 2;

    private final Gateway gateway = new Gateway("a", "b").retrying(5, Duration.ofMillis(1));

    @AfterEach
    void close() {
        gateway.actions.values().forEach(GateAction::release);
        gateway.close();
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    private void eventuallyTried(GateAction action, String... keys) {
        eventually(() -> assertThat(action.tried()).containsExactlyInAnyOrder(keys));
    }

    /** Has both instances hold the attempts that there may be at once, and more wait. */
    private GateAction busy(String destination) {
        var action = gateway.action(destination);
        action.hold();
        gateway.start("p", TWO_INSTANCES);
        gateway.appendMany(Gateway.CONCURRENCY + 2);
        eventually(() -> assertThat(action.tried()).hasSize(Gateway.CONCURRENCY));
        return action;
    }

    @Test
    void destinationAndRouteThatAreAddedGetWhatIsReadFromThenOn() {
        // Given
        gateway.start("p", TWO_INSTANCES);
        gateway.append("before");
        eventuallyTried(gateway.action("a"), "before");
        // When
        gateway.adding("c").route("more", "", "", "c").adopt();
        gateway.append("after");
        // Then
        eventuallyTried(gateway.action("c"), "after");
        eventuallyTried(gateway.action("a"), "before", "after");
    }

    @Test
    void destinationThatHasNotChangedIsNotTouched() {
        // Given
        var action = busy("a");
        // When
        gateway.adding("c").route("more", "", "", "c").adopt();
        action.release();
        // Then
        eventually(() -> assertThat(action.tried()).hasSize(Gateway.CONCURRENCY + 2));
        assertThat(action.mostUnderWay()).isEqualTo(Gateway.CONCURRENCY);
        assertThat(action.isClosed()).isFalse();
        assertThat(gateway.count("tidegate.deliveries.parked", "destination", "a")).isZero();
    }

    @Test
    void attemptsUnderWayAtARemovedDestinationEndAndWhatWaitsIsParked() {
        // Given
        var action = busy("a");
        // When
        gateway.removing("a").route("rest", "", "", "b").adopt();
        // Then
        eventually(() -> assertThat(gateway.status().parked().get("a")).isEqualTo(2));
        assertThat(action.isClosed()).isFalse();
        action.release();
        eventually(() -> assertThat(action.isClosed()).isTrue());
        eventually(() -> assertThat(gateway.status().pending()).isZero());
        assertThat(action.tried()).hasSize(Gateway.CONCURRENCY);
    }

    @Test
    void destinationThatComesBackGetsWhatWasParked() {
        // Given
        var before = busy("a");
        gateway.removing("a").route("rest", "", "", "b").adopt();
        eventually(() -> assertThat(gateway.status().parked().get("a")).isEqualTo(2));
        before.release();
        // When
        gateway.adding("a").adopt();
        // Then
        eventually(() -> assertThat(gateway.action("a").tried()).hasSize(2));
        assertThat(gateway.action("a").tried()).doesNotContainAnyElementsOf(before.tried());
    }

    @Test
    void changedDestinationGetsWhatWaitedAndWhatTheOldOneFailed() {
        // Given
        var before = busy("a");
        before.answer(Outcome.retry("the old address"));
        // When
        gateway.changing("a", 7).adopt();
        // Then
        eventually(() -> assertThat(gateway.action("a").tried()).hasSize(2));
        before.release();
        eventually(() -> assertThat(before.isClosed()).isTrue());
        gateway.append("after");
        eventually(() -> assertThat(gateway.action("a").tried()).contains("after").hasSize(3));
        eventually(() -> assertThat(gateway.status().pending()).isZero());
    }

    @Test
    void pausedDestinationStaysPausedWhenItIsChanged() {
        // Given
        gateway.start("p", TWO_INSTANCES);
        gateway.inStore(store -> store.pause("a", "by hand"));
        eventually(() -> assertThat(gateway.faults.calls()).contains("wake"));
        // When
        gateway.changing("a", 7).adopt();
        gateway.append("e");
        // Then
        eventuallyTried(gateway.action("b"), "e");
        eventually(() -> assertThat(gateway.status().parked().get("a")).isEqualTo(1));
        assertThat(gateway.action("a").tried()).isEmpty();
        gateway.inStore(store -> store.resume("a"));
        eventuallyTried(gateway.action("a"), "e");
    }

    @Test
    void eventThatWasAcceptedBeforeItsSourceWasTakenOutReachesThoseItWasPromisedTo() {
        // Given
        gateway.routeFrom("shop", "a").route("rest", "", "", "b").start("p", TWO_INSTANCES);
        // When
        gateway.withoutSource("shop").removing("a").adopt();
        gateway.append("late");
        // Then
        eventually(() -> assertThat(gateway.status().parked().get("a")).isEqualTo(1));
        eventuallyTried(gateway.action("b"), "late");
    }

    @Test
    void eventOfASourceThatOnlyOthersKnowYetWaitsForTheConfiguration() {
        // Given
        gateway.reclaimingAfter(Duration.ofSeconds(30)).start("p", TWO_INSTANCES);
        gateway.appendFresh("new", "early");
        gateway.append("known");
        eventuallyTried(gateway.action("a"), "known");
        eventually(() -> assertThat(gateway.status().pending()).isEqualTo(1));
        // When
        gateway.withSource("new").adopt();
        gateway.advance(Duration.ofMinutes(1));
        // Then
        eventuallyTried(gateway.action("a"), "known", "early");
        eventually(() -> assertThat(gateway.status().pending()).isZero());
    }

    @Test
    void eventOfASourceThatNobodyKnowsAnyMoreDoesNotWaitForEver() {
        // Given
        gateway.routeFrom("shop", "a").reclaimingAfter(Duration.ofSeconds(30));
        gateway.start("p", TWO_INSTANCES).appendFresh("gone", "e");
        eventually(() -> assertThat(gateway.status().pending()).isEqualTo(1));
        // When
        gateway.advance(Duration.ofMinutes(11));
        // Then
        eventually(() -> assertThat(gateway.status().pending()).isZero());
        assertThat(gateway.action("a").tried()).isEmpty();
    }

    @Test
    void whatARouteDidNotMatchIsCountedOnAcrossChanges() {
        // Given
        gateway.route("odd", ".type == \"never\"", "", "b").start("p", 1);
        gateway.append("one", "two");
        eventuallyTried(gateway.action("a"), "one", "two");
        // When
        gateway.adding("c").adopt();
        gateway.append("three");
        eventuallyTried(gateway.action("a"), "one", "two", "three");
        gateway.adding("d").adopt();
        // Then
        assertThat(gateway.count("tidegate.route.matches", "route", "odd", "outcome", "unmatched"))
                .isEqualTo(3);
        assertThat(gateway.count("tidegate.route.matches", "route", "all", "outcome", "matched"))
                .isEqualTo(3);
    }
}
