package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dispatch.Faults.Kind;
import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the store refuses, and whenever: nothing is lost. */
class StoreFaultsTest {

    private final Gateway gateway = new Gateway("good", "late", "bad");

    @AfterEach
    void close() {
        gateway.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                        "read",
                        "claim",
                        "settle",
                        "park",
                        "unpark",
                        "pull",
                        "register",
                        "wake",
                        "bury",
                        "reclaim",
                        "trim")
                .flatMap(
                        call ->
                                Stream.of(Kind.NOT_DONE, Kind.UNKNOWN)
                                        .map(kind -> Arguments.of(call, kind)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyEventEndsDeliveredOrDeadWhenThisCallFails(String call, Kind kind) {
        // Given: destinations such that everything happens: delivery, parking, retry and burial.
        gateway.reclaimingAfter(Duration.ofMillis(300)).retrying(3, Duration.ofMillis(1));
        gateway.action("bad").answer(Outcome.retry("503"));
        gateway.action("late").acceptTheSecondTime();
        gateway.faults.fail(call, 3, kind);

        // When
        gateway.start("p", 2);
        var keys = gateway.appendMany(40);

        // Then
        Awaitility.await().untilAsserted(() -> allIsDone(keys));
        assertThat(gateway.faults.count(call)).isPositive();
    }

    private void allIsDone(List<String> keys) {
        // Leases, and the patience with workers that seem to have crashed, shall run out here.
        gateway.advance(Duration.ofSeconds(10));
        assertThat(gateway.action("good").tried()).containsAll(keys);
        assertThat(gateway.action("late").tried()).containsAll(keys);
        assertThat(gateway.dead("bad")).hasSize(keys.size());
        var status = gateway.status();
        assertThat(status.oldestUnsettled()).isZero();
        assertThat(status.parked().values()).containsOnly(0L);
    }

    @Test
    void deliveriesAreSavedFromAClockThatWasSetBackHoweverOftenThatFails() {
        // Given
        gateway.faults.fail("pullIn", 3, Kind.NOT_DONE);
        gateway.start("p", 1);

        // When: one that is served here, and one that others serve
        gateway.faults.setClockBack("good");
        gateway.faults.setClockBack("others");

        // Then
        Awaitility.await().until(() -> gateway.faults.ahead().equals(Set.of("others")));
        assertThat(gateway.faults.count("pullIn")).isEqualTo(4);
    }

    @Test
    void eventIsSettledOnlyAfterItsDeliveryIsParked() {
        // Given
        gateway.retrying(3, Duration.ofHours(1));
        gateway.action("bad").answer(Outcome.retry("503"));
        gateway.faults.fail("park", 4, Kind.NOT_DONE);

        // When
        gateway.start("p", 1).append("e");

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.faults.calls()).contains("settle"));
        assertThat(gateway.faults.calls().stream().filter(it -> it.matches("park|settle")))
                .containsExactly("park", "park", "park", "park", "park", "settle");
    }

    @Test
    void eventStaysPendingWhileParkingIsRefused() {
        // Given
        gateway.stoppingWithin(Duration.ofMillis(1));
        gateway.action("bad").answer(Outcome.retry("503"));
        gateway.faults.fail("park", 1_000_000, Kind.NOT_DONE);

        // When
        gateway.start("p", 1).append("e");

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.faults.count("park")).isGreaterThan(3));
        assertThat(gateway.status().pending()).isOne();
        assertThat(gateway.faults.calls()).doesNotContain("settle");
        assertThat(gateway.action("good").tried()).containsExactly("e");
    }

    @Test
    void healthyDestinationsAreServedWhileParkingIsRefused() {
        // Given
        gateway.stoppingWithin(Duration.ofMillis(1));
        gateway.action("bad").hold();
        gateway.faults.fail("park", 1_000_000, Kind.NOT_DONE);

        // When
        gateway.start("p", 2);
        var keys = gateway.appendMany(300);

        // Then
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(gateway.action("good").tried())
                                        .containsExactlyInAnyOrderElementsOf(keys));
        gateway.action("bad").release();
    }

    @Test
    void readerComesBackByItselfAfterTheStoreWasAway() {
        // Given
        gateway.faults.fail("read", 1_000_000, Kind.NOT_DONE);
        gateway.start("p", 2).append("e");
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.faults.count("read")).isGreaterThan(4));

        // When
        gateway.faults.mend();

        // Then
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(gateway.action("good").tried()).containsExactly("e"));
    }

    @Test
    void settlementsOfABatchTravelTogether() {
        // When
        gateway.appendMany(100);
        gateway.start("p", 1);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(gateway.status().oldestUnsettled()).isZero());
        // As many are delivered at once as the lane takes.
        assertThat(gateway.faults.count("settle")).isLessThan(100 / Gateway.CONCURRENCY + 10);
    }
}
