package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig.WhenGone;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.store.DedupRule;
import java.time.Duration;
import java.util.HashSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatchTest {

    /** Later than any test ends. */
    private static final Duration EVENTUALLY = Duration.ofMinutes(30);

    private Gateway gateway = new Gateway("a", "b");

    @AfterEach
    void close() {
        gateway.actions.values().forEach(GateAction::release);
        gateway.close();
    }

    private Gateway with(Gateway other) {
        gateway.close();
        gateway = other;
        return other;
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    /** Nothing is left to do: all events are settled and nothing is parked. */
    private void allIsDone() {
        eventually(
                () -> {
                    var status = gateway.status();
                    assertThat(status.oldestUnsettled()).isZero();
                    assertThat(status.pending()).isZero();
                    assertThat(status.parked().values()).containsOnly(0L);
                });
    }

    @Test
    void everyEventReachesEveryDestinationOnce() {
        // Given
        var keys = gateway.appendMany(500);

        // When
        gateway.start("p", 2);

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(gateway.action("b").tried()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void firstAttemptIsNumberOneAndCostsTheStoreNothingButTheSettlement() {
        // Given
        gateway.start("p", 1);

        // When
        gateway.append("e");

        // Then
        eventually(() -> assertThat(gateway.faults.calls()).contains("settle"));
        assertThat(gateway.action("a").attempts()).extracting(Delivery::attempt).containsExactly(1);
        assertThat(gateway.faults.calls()).doesNotContain("park", "unpark", "bury");
    }

    @Test
    void eventThatNobodyWantsIsSettledAndCounted() {
        // Given
        with(new Gateway("a")).route("all", ".type == \"never\"", "", "a").start("p", 1);

        // When
        gateway.append("e1", "e2");

        // Then
        eventually(() -> assertThat(gateway.faults.calls()).contains("settle"));
        allIsDone();
        assertThat(gateway.action("a").tried()).isEmpty();
        assertThat(gateway.count("tidegate.unmatched", "source", "shop")).isEqualTo(2);
        assertThat(gateway.count("tidegate.route.matches", "route", "all", "outcome", "unmatched"))
                .isEqualTo(2);
    }

    @Test
    void duplicateIsSettledWithoutDeliveriesAndCounted() {
        // Given
        gateway.start("p", 2);

        // When
        gateway.append("same", "same", "other", "same");

        // Then
        eventually(
                () ->
                        assertThat(gateway.count("tidegate.duplicates", "source", "shop"))
                                .isEqualTo(2));
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrder("same", "other");
    }

    @Test
    void eventOfAKnownKeyWithAnotherBodyIsDeliveredWhereConflictsAreKept() {
        // Given
        with(new Gateway("a"))
                .dropping(new DedupRule(Duration.ofHours(1), false, true))
                .start("p", 1);

        // When
        gateway.appendWithBody("same", "1");
        gateway.appendWithBody("same", "2");
        gateway.appendWithBody("same", "2");

        // Then
        eventually(() -> assertThat(duplicates()).isOne());
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactly("same", "same");
        assertThat(gateway.count("tidegate.conflicts", "source", "shop")).isOne();
    }

    @Test
    void eventOfAKnownKeyWithAnotherBodyIsCountedAndDroppedWhereConflictsAreNotKept() {
        // Given
        with(new Gateway("a"))
                .dropping(new DedupRule(Duration.ofHours(1), false, false))
                .start("p", 1);

        // When
        gateway.appendWithBody("same", "1");
        gateway.appendWithBody("same", "2");

        // Then
        eventually(() -> assertThat(duplicates()).isOne());
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactly("same");
        assertThat(gateway.count("tidegate.conflicts", "source", "shop")).isOne();
    }

    private double duplicates() {
        return gateway.count("tidegate.duplicates", "source", "shop");
    }

    @Test
    void deadDestinationDoesNotSlowAnother() {
        // Given
        gateway.action("b").hold();
        gateway.start("p", 2);

        // When
        var keys = gateway.appendMany(300);

        // Then
        eventually(
                () ->
                        assertThat(gateway.action("a").tried())
                                .containsExactlyInAnyOrderElementsOf(keys));
        assertThat(gateway.action("b").mostUnderWay()).isEqualTo(Gateway.CONCURRENCY);
        eventually(() -> assertThat(gateway.status().parked().get("b")).isGreaterThan(280L));
    }

    @Test
    void destinationThatHungGetsEverythingOnceItReturns() {
        // Given
        gateway.action("b").hold();
        gateway.start("p", 2);
        var keys = gateway.appendMany(300);
        eventually(() -> assertThat(gateway.status().parked().get("b")).isGreaterThan(280L));

        // When
        gateway.action("b").release();

        // Then
        allIsDone();
        assertThat(new HashSet<>(gateway.action("b").tried())).isEqualTo(new HashSet<>(keys));
        assertThat(gateway.action("b").mostUnderWay()).isEqualTo(Gateway.CONCURRENCY);
    }

    @Test
    void destinationThatFailedGetsEverythingOnceItReturns() {
        // Given
        with(new Gateway("a", "b")).retrying(1_000, Duration.ofMillis(20));
        gateway.action("b").answer(Outcome.retry("503"));
        gateway.start("p", 2);
        var keys = gateway.appendMany(100);
        eventually(() -> assertThat(gateway.action("b").tried()).hasSizeGreaterThan(150));

        // When
        gateway.action("b").accept();

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(gateway.action("b").tried()).containsAll(keys);
        assertThat(gateway.status().dead()).containsEntry("b", 0L);
    }

    @Test
    void attemptsAreCountedUpOverParkingAndTheLastIsFollowedByBurial() {
        // Given
        with(new Gateway("a")).retrying(3, Duration.ofMillis(1));
        gateway.action("a").answer(Outcome.retry("503"));

        // When
        gateway.start("p", 1).append("e");

        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(1));
        allIsDone();
        assertThat(gateway.action("a").attempts())
                .extracting(Delivery::attempt)
                .containsExactly(1, 2, 3);
        assertThat(gateway.dead("a").get(0).setback().reason())
                .isEqualTo("503 (attempt 3, the last)");
        assertThat(gateway.dead("a").get(0).delivery().attempt()).isEqualTo(3);
        assertThat(gateway.count("tidegate.deliveries.dead", "destination", "a")).isOne();
    }

    @Test
    void hopelessDeliveryIsBuriedAtOnce() {
        // Given
        gateway.action("a").answer(Outcome.dead("410"));

        // When
        gateway.start("p", 1).append("e");

        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(1));
        assertThat(gateway.dead("a").get(0).setback().reason()).isEqualTo("410");
        assertThat(gateway.action("a").attempts()).hasSize(1);
        assertThat(gateway.action("b").attempts()).hasSize(1);
    }

    @Test
    void deliveryWhosePayloadCannotBeMadeIsBuriedWithTheReason() {
        // Given
        with(new Gateway("a", "b")).route("all", "", "", "b").route("bad", "", ".body.key.x", "a");

        // When
        gateway.start("p", 1).append("e");

        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(1));
        allIsDone();
        assertThat(gateway.dead("a").get(0).setback().reason()).startsWith("bad: jq: Cannot index");
        assertThat(gateway.action("a").attempts()).isEmpty();
        assertThat(gateway.action("b").attempts()).hasSize(1);
    }

    @Test
    void metersAddUpWhenAllIsDone() {
        // Given
        with(new Gateway("a")).retrying(3, Duration.ofMillis(1));
        gateway.action("a").answer(Outcome.retry("503"));
        gateway.start("p", 1).append("dies");
        eventually(() -> assertThat(gateway.dead("a")).hasSize(1));

        // When
        gateway.action("a").accept();
        gateway.append("lives");

        // Then
        eventually(() -> assertThat(attempts("delivered")).isOne());
        assertThat(attempts("failed")).isEqualTo(3);
        assertThat(gateway.count("tidegate.deliveries.parked", "destination", "a")).isEqualTo(2);
    }

    private double attempts(String outcome) {
        return gateway.count("tidegate.delivery.attempts", "destination", "a", "outcome", outcome);
    }

    @Test
    void stopWaitsForWhatIsUnderWay() {
        // Given
        gateway.action("a").hold();
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.action("a").attempts()).hasSize(1));

        // When
        gateway.vertx.runOnContext(later -> gateway.action("a").release());
        gateway.stop();

        // Then
        assertThat(gateway.status().pending()).isZero();
        assertThat(gateway.status().oldestUnsettled()).isZero();
    }

    @Test
    void stopLeavesPendingWhatDoesNotEndInTime() {
        // Given
        with(new Gateway("a")).stoppingWithin(Duration.ofMillis(50));
        gateway.action("a").hold();
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.action("a").attempts()).hasSize(1));

        // When
        gateway.stop();

        // Then
        assertThat(gateway.status().pending()).isOne();
    }

    @Test
    void processOfTheSameNameTakesUpAtOnceWhatACrashLeft() {
        // Given
        with(new Gateway("a", "b")).stoppingWithin(Duration.ofMillis(1));
        gateway.action("b").hold();
        gateway.start("p", 1);
        var keys = gateway.appendMany(4);
        eventually(() -> assertThat(gateway.action("b").attempts()).hasSize(4));
        gateway.stop();

        // When
        gateway.action("b").accept();
        gateway.start("p", 1);

        // Then
        allIsDone();
        assertThat(gateway.action("b").tried()).hasSize(8).containsAll(keys);
    }

    @Test
    void eventThatWorkersEndWithBecomesADeadLetterWithoutAnotherAttempt() {
        // Given
        with(new Gateway("a", "b")).stoppingWithin(Duration.ofMillis(1)).isolatingAfter(3);
        gateway.action("b").hold();
        gateway.append("poison");
        for (int crashes = 1; crashes <= 3; crashes++) {
            int attempts = crashes;
            gateway.start("p", 1);
            eventually(() -> assertThat(gateway.action("b").attempts()).hasSize(attempts));
            gateway.stop();
        }

        // When
        gateway.start("p", 1);

        // Then
        allIsDone();
        assertThat(gateway.action("b").attempts()).hasSize(3);
        assertThat(gateway.dead("b"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.setback().reason())
                                        .startsWith("poison: 3 workers ended"));
        assertThat(gateway.dead("a")).hasSize(1);
        assertThat(gateway.count("tidegate.poison", "source", "shop")).isEqualTo(1);
    }

    @Test
    void parkedDeliveryThatWorkersEndWithBecomesADeadLetterWithoutAnotherAttempt() {
        // Given
        with(new Gateway("a"))
                .stoppingWithin(Duration.ofMillis(1))
                .retrying(100, Duration.ofHours(1))
                .isolatingAfter(3);
        gateway.action("a").answer(Outcome.retry("503"));
        gateway.start("p", 1).append("poison");
        eventually(() -> assertThat(gateway.status().pending()).isZero());
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 1L));
        gateway.action("a").hold();
        for (int crashes = 1; crashes <= 3; crashes++) {
            int attempts = 1 + crashes;
            gateway.advance(Duration.ofHours(1));
            eventually(() -> assertThat(gateway.action("a").attempts()).hasSize(attempts));
            gateway.stop();
            gateway.start("p", 1);
        }

        // When
        gateway.advance(Duration.ofHours(1));

        // Then
        allIsDone();
        assertThat(gateway.action("a").attempts()).hasSize(4);
        assertThat(gateway.dead("a"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.setback().reason())
                                        .startsWith("poison: 3 workers ended"));
    }

    @Test
    void processOfAnotherNameTakesOverWhatAStopLeft() {
        // Given
        with(new Gateway("a")).stoppingWithin(Duration.ofMillis(1));
        gateway.action("a").hold();
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.action("a").attempts()).hasSize(1));
        gateway.stop();

        // When
        gateway.action("a").accept();
        gateway.start("q", 1);

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactly("e", "e");
    }

    @Test
    void whatACrashedProcessHadParkedIsDeliveredByAnother() {
        // Given
        with(new Gateway("a", "b")).retrying(5, Duration.ofSeconds(30));
        gateway.action("b").answer(Outcome.retry("503"));
        gateway.start("p", 1).append("e1", "e2");
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("b", 2L));
        gateway.stop();
        gateway.action("b").accept();

        // When
        gateway.start("q", 1);
        gateway.advance(Duration.ofSeconds(30));

        // Then
        allIsDone();
        assertThat(gateway.action("b").tried()).containsExactlyInAnyOrder("e1", "e1", "e2", "e2");
    }

    @Test
    void idleDestinationsCostTheStoreOneQuestionASecondInAll() {
        // When
        with(new Gateway("a", "b", "c", "d", "e")).start("p", 2);

        // Then
        eventually(() -> assertThat(gateway.faults.count("wake")).isGreaterThan(2));
        assertThat(gateway.faults.calls()).doesNotContain("pull", "claimDue");
    }

    @Test
    void eventInWorkIsNotBegunAgainWhenItsOwnProcessReclaimsIt() {
        // Given
        with(new Gateway("a")).reclaimingAfter(Duration.ofMillis(20));
        gateway.action("a").hold();
        gateway.start("p", 2).append("e");
        eventually(() -> assertThat(gateway.faults.count("reclaim")).isGreaterThan(20));

        // When
        gateway.action("a").release();

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactly("e");
    }

    @Test
    void deliveryWhoseTurnComesWhenAnotherWorkerHasItsEventIsNotBegun() {
        // Given
        var idle = Duration.ofSeconds(4);
        with(new Gateway("a")).reclaimingAfter(idle);
        gateway.action("a").hold();
        var keys = gateway.appendMany(2 * Gateway.CONCURRENCY);
        gateway.start("p", 1);
        eventually(() -> assertThat(gateway.action("a").attempts()).hasSize(Gateway.CONCURRENCY));

        // When
        gateway.faults.fail("isHeld", Gateway.CONCURRENCY, Faults.Kind.NOT_DONE);
        gateway.action("a").release();

        // Then
        eventually(
                () ->
                        assertThat(gateway.faults.count("isHeld"))
                                .isEqualTo(2 * Gateway.CONCURRENCY));
        assertThat(gateway.action("a").tried()).hasSize(Gateway.CONCURRENCY);
        gateway.advance(idle);
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void twoProcessesShareTheWorkAndOneTakesOverWhenTheOtherStops() {
        // Given
        gateway.start("p", 1).start("q", 1);
        var keys = gateway.appendMany(100);
        allIsDone();

        // When
        gateway.stopFirst();
        gateway.append("after", "that");

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried())
                .hasSize(102)
                .containsAll(keys)
                .contains("after", "that");
    }

    @Test
    void parkedDeliveryThatArrivesAfterACrashIsForgottenAsParked() {
        // Given
        with(new Gateway("a"))
                .stoppingWithin(Duration.ofMillis(1))
                .retrying(5, Duration.ofHours(1));
        gateway.action("a").answer(Outcome.retry("503"));
        gateway.faults.fail("settle", 1_000, Faults.Kind.NOT_DONE);
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 1L));
        gateway.stop();
        gateway.faults.mend();

        // When
        gateway.action("a").accept();
        gateway.start("p", 1);

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsExactly("e", "e");
    }

    @Test
    void eventStaysPendingWhenAnActionBreaksItsContract() {
        // Given
        gateway.action("b").misbehave();
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.action("b").tried()).containsExactly("e"));

        // When
        gateway.stop();

        // Then
        assertThat(gateway.action("a").tried()).containsExactly("e");
        assertThat(gateway.status().pending()).isOne();
    }

    @Test
    void storeIsCalledOnItsEventLoopWhereverAnAttemptEnds() {
        // Given
        gateway.retrying(3, Duration.ofHours(1));
        gateway.action("a").answerElsewhere(Outcome.delivered());
        gateway.action("b").answerElsewhere(Outcome.retry("late"));

        // When
        gateway.start("p", 1).appendMany(20);

        // Then
        eventually(() -> assertThat(gateway.status().oldestUnsettled()).isZero());
        assertThat(gateway.faults.count("park")).isPositive();
        assertThat(gateway.faults.strays()).isEmpty();
    }

    @Test
    void stopThatIsOutOfPatienceClosesTheStoreOnItsEventLoop() {
        // Given
        gateway.stoppingWithin(Duration.ofMillis(1));
        gateway.action("a").hold();
        gateway.start("p", 1).append("e");
        eventually(() -> assertThat(gateway.action("a").tried()).containsExactly("e"));

        // When
        gateway.stop();

        // Then
        assertThat(gateway.faults.count("close")).isOne();
        assertThat(gateway.faults.strays()).isEmpty();
    }

    @Test
    void pausedDestinationGetsNothingAndEverythingOnceResumed() {
        // Given
        gateway.inStore(it -> it.pause("b", "by hand"));
        gateway.start("p", 2);

        // When
        var keys = gateway.appendMany(50);

        // Then
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("b", 50L));
        assertThat(gateway.action("b").tried()).isEmpty();
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrderElementsOf(keys);
        gateway.inStore(it -> it.resume("b"));
        allIsDone();
        assertThat(gateway.action("b").tried()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(gateway.action("b").attempts()).extracting(Delivery::attempt).containsOnly(1);
    }

    @Test
    void destinationIsPausedWhileItIsServed() {
        // Given
        gateway.start("p", 1).append("before");
        eventually(() -> assertThat(gateway.action("b").tried()).containsExactly("before"));

        // When
        gateway.inStore(it -> it.pause("b", "by hand"));

        // Then
        long calls = gateway.faults.count("wake");
        eventually(() -> assertThat(gateway.faults.count("wake")).isGreaterThan(calls + 1));
        gateway.append("after");
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("b", 1L));
        assertThat(gateway.action("b").tried()).containsExactly("before");
    }

    @Test
    void destinationThatIsGoneIsPausedAndItsDeliveryWaits() {
        // Given
        gateway.action("a").answer(Outcome.gone("410"));

        // When
        gateway.start("p", 1).append("e");

        // Then
        eventually(() -> assertThat(gateway.status().pauses()).containsOnlyKeys("a"));
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 1L));
        assertThat(gateway.dead("a")).isEmpty();
        assertThat(gateway.action("a").attempts()).hasSize(1);
        gateway.action("a").accept();
        gateway.inStore(it -> it.resume("a"));
        allIsDone();
        assertThat(gateway.action("a").attempts())
                .extracting(Delivery::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void whereThatIsThePolicyWhatGoesToADestinationThatIsGoneIsBuried() {
        // Given
        with(new Gateway("a")).whenGone(WhenGone.BURY);
        gateway.action("a").answer(Outcome.gone("410"));

        // When
        gateway.start("p", 1).append("e1", "e2");

        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(2));
        assertThat(gateway.status().pauses()).isEmpty();
    }

    @Test
    void destinationThatFailsIsLeftAloneAndLosesNoAttempts() {
        // Given
        with(new Gateway("a", "b")).breakingAfter(3, Duration.ofHours(1)).retrying(5, EVENTUALLY);
        gateway.action("b").answer(Outcome.retry("503"));
        gateway.start("p", 1);

        // When
        var keys = gateway.appendMany(100);

        // Then
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("b", 100L));
        assertThat(gateway.action("b").attempts()).hasSizeLessThan(3 + Gateway.CONCURRENCY);
        assertThat(gateway.action("a").tried()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(gateway.registry.get("tidegate.breaker").tag("destination", "b").gauge().value())
                .isEqualTo(2);
        assertThat(gateway.dead("b")).isEmpty();
    }

    @Test
    void destinationThatIsWellAgainGetsEverything() {
        // Given
        with(new Gateway("a"))
                .breakingAfter(3, Duration.ofMillis(50))
                .retrying(1_000, Duration.ofMillis(10));
        gateway.action("a").answer(Outcome.retry("503"));
        gateway.start("p", 1);
        var keys = gateway.appendMany(50);
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 50L));

        // When
        gateway.action("a").accept();

        // Then
        allIsDone();
        assertThat(gateway.action("a").tried()).containsAll(keys);
        assertThat(gateway.registry.get("tidegate.breaker").gauge().value()).isZero();
    }

    @Test
    void answerThatIsAboutTheDeliveryLeavesTheDestinationOpen() {
        // Given
        with(new Gateway("a")).breakingAfter(1, Duration.ofHours(1));
        gateway.action("a").answer(new Outcome.Retry("404", Duration.ZERO, 1));

        // When
        gateway.start("p", 1).append("e1", "e2", "e3");

        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(3));
    }

    @Test
    void retriesBeyondTheBudgetWaitAndLoseNoAttempts() {
        // Given
        with(new Gateway("a")).budgeting(0.1).retrying(1_000, Duration.ofMillis(1));
        gateway.action("a").answer(Outcome.retry("503"));

        // When
        gateway.start("p", 1).appendMany(100);

        // Then
        eventually(() -> assertThat(heldBack()).isGreaterThan(20));
        assertThat(gateway.action("a").attempts()).hasSizeLessThan(250);
        gateway.action("a").accept();
        gateway.advance(Duration.ofSeconds(1));
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 0L));
        assertThat(gateway.dead("a")).isEmpty();
    }

    private double heldBack() {
        return gateway.count("tidegate.retries.held.back", "destination", "a");
    }
}
