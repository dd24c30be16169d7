package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The checker sees each invariant broken in a history that was made up for it. */
class CheckerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Limits LIMITS = Limits.usual("ci", "audit");

    private final History history = new History();

    private static Send accepted(int n, long at) {
        return new Send(n, false, false, at, at + SECOND / 100, 202, "0-" + n + "-0");
    }

    private static Arrival taken(String sink, int n, long at) {
        return new Arrival(sink, n, "0-" + n + "-0", 1, true, true, at);
    }

    /** Ten events, one a second, that arrive everywhere within it. */
    private void goWell() {
        IntStream.range(0, 10).forEach(n -> goWell(n, n * SECOND));
    }

    private void goWell(int n, long at) {
        history.add(accepted(n, at));
        LIMITS.sinks().forEach(sink -> history.add(taken(sink, n, at + SECOND / 10)));
    }

    private List<Invariant> broken() {
        return broken(Remains.NOTHING, LIMITS);
    }

    private List<Invariant> broken(Remains remains, Limits limits) {
        return Checker.check(history, remains, limits).stream()
                .filter(Verdict::isBroken)
                .map(Verdict::invariant)
                .toList();
    }

    @Test
    void thereIsAVerdictForEachInvariant() {
        goWell();
        assertThat(Checker.check(history, Remains.NOTHING, LIMITS))
                .extracting(Verdict::invariant)
                .containsExactly(Invariant.values());
    }

    @Test
    void nothingIsBrokenWhenAllGoesWell() {
        goWell();
        history.add(new Fault(Fault.Kind.REDIS, 3 * SECOND, 4 * SECOND));
        history.add(new Fault(Fault.Kind.SINK, 5 * SECOND, 6 * SECOND));
        history.add(new Fault(Fault.Kind.CLOCK, 7 * SECOND, 8 * SECOND));
        assertThat(broken()).isEmpty();
    }

    @Test
    void acknowledgedEventThatOneDestinationNeverGotIsLost() {
        // Given
        goWell();
        history.add(accepted(10, 10 * SECOND));
        history.add(taken("ci", 10, 10 * SECOND));
        // Then
        assertThat(broken()).containsExactly(Invariant.I1);
    }

    @Test
    void deliveryThatTheDestinationRefusedIsLostToo() {
        // Given
        goWell();
        history.add(accepted(10, 10 * SECOND));
        LIMITS.sinks().forEach(it -> history.add(new Arrival(it, 10, "0-10-0", 1, true, false, 1)));
        // Then
        assertThat(broken()).containsExactly(Invariant.I1);
    }

    @Test
    void deadLetterIsNotLost() {
        // Given
        goWell();
        history.add(accepted(10, 10 * SECOND));
        var kept = Map.of("ci", Set.of("0-10-0"), "audit", Set.of("0-10-0"));
        // Then
        assertThat(broken(remains(kept), LIMITS)).isEmpty();
    }

    @Test
    void unansweredAndRefusedEventsAreOwedNothing() {
        // Given
        goWell();
        history.add(new Send(10, false, false, 0, 1, Send.NO_ANSWER, ""));
        history.add(new Send(11, false, false, 0, 1, 503, ""));
        // Then
        assertThat(broken()).isEmpty();
    }

    @Test
    void healthyDestinationThatWaitsForAnotherIsSeen() {
        // Given
        goWell();
        history.add(new Fault(Fault.Kind.SINK, 10 * SECOND, 30 * SECOND));
        history.add(accepted(10, 11 * SECOND));
        history.add(taken("ci", 10, 31 * SECOND));
        history.add(taken("audit", 10, 31 * SECOND));
        // Then
        assertThat(broken()).containsExactly(Invariant.I2);
    }

    @Test
    void whatWasNeverSentOrForgedOrDamagedIsSeen() {
        // Given
        goWell();
        var odd =
                List.of(
                        taken("ci", 99, SECOND),
                        new Arrival("ci", 3, "0-3-0", 1, false, false, SECOND),
                        new Arrival("ci", -1, "", 1, true, false, SECOND));
        // Then
        for (Arrival arrival : odd) {
            var one = new History();
            history.sends().forEach(one::add);
            history.arrivals().forEach(one::add);
            one.add(arrival);
            assertThat(new Losses(one, Remains.NOTHING, LIMITS).verdicts())
                    .filteredOn(Verdict::isBroken)
                    .extracting(Verdict::invariant)
                    .containsExactly(Invariant.I3);
        }
        history.add(new Send(99, true, false, 0, 1, 401, ""));
        history.add(odd.get(0));
        assertThat(broken()).contains(Invariant.I3);
    }

    @Test
    void repeatWithoutAFaultOrWithAnotherIdIsSeen() {
        // Given
        goWell();
        history.add(taken("ci", 3, 5 * SECOND));
        assertThat(broken()).containsExactly(Invariant.I4);
        // When a fault excuses it
        history.add(new Fault(Fault.Kind.GATEWAY, 4 * SECOND, 5 * SECOND));
        assertThat(broken()).isEmpty();
        // Then another id is not excused
        history.add(new Arrival("ci", 4, "0-99-0", 1, true, true, 5 * SECOND));
        assertThat(broken()).containsExactly(Invariant.I4);
    }

    @Test
    void eventThatWasSentTwiceAndDeliveredAsTwoIsSeen() {
        // Given
        goWell();
        history.add(new Fault(Fault.Kind.GATEWAY, SECOND, 2 * SECOND));
        history.add(new Send(3, false, true, 4 * SECOND, 5 * SECOND, 202, "0-77-0"));
        assertThat(broken()).isEmpty();
        // When
        history.add(new Arrival("ci", 3, "0-77-0", 1, true, true, 5 * SECOND));
        // Then
        assertThat(broken()).containsExactly(Invariant.I5);
    }

    @Test
    void inversionAtAnOrderedDestinationIsSeen() {
        // Given two keys
        goWell();
        var limits = LIMITS.ordering(Set.of("audit"), 2);
        history.add(accepted(20, 20 * SECOND));
        history.add(accepted(21, 20 * SECOND));
        history.add(accepted(22, 20 * SECOND));
        for (int n : List.of(21, 20, 22)) {
            LIMITS.sinks().forEach(it -> history.add(taken(it, n, 21 * SECOND)));
        }
        assertThat(broken(Remains.NOTHING, limits)).isEmpty();
        // When
        history.add(accepted(18, 20 * SECOND));
        LIMITS.sinks().forEach(it -> history.add(taken(it, 18, 22 * SECOND)));
        // Then
        assertThat(broken(Remains.NOTHING, limits)).containsExactly(Invariant.I6);
    }

    @Test
    void silenceAfterAFaultIsSeen() {
        // Given
        goWell();
        history.add(new Fault(Fault.Kind.GATEWAY, 10 * SECOND, 11 * SECOND));
        // Then nothing is ever acknowledged again
        assertThat(broken()).containsExactly(Invariant.I8);
        // Then not if it is, in time
        goWell(10, 12 * SECOND);
        assertThat(broken()).isEmpty();
    }

    @Test
    void requestThatWaitedTooLongWhileRedisWasAwayIsSeen() {
        // Given
        goWell();
        history.add(new Fault(Fault.Kind.REDIS, 10 * SECOND, 20 * SECOND));
        history.add(new Send(10, false, false, 11 * SECOND, 14 * SECOND, 503, ""));
        goWell(11, 21 * SECOND);
        // Then
        assertThat(broken()).containsExactly(Invariant.I9);
    }

    @Test
    void whatIsLeftBehindIsSeen() {
        goWell();
        var strange = List.of("tg:what");
        assertThat(broken(new Remains(1, 0, Map.of(), List.of(), 0, 0, 0, 0, 0, List.of()), LIMITS))
                .containsExactly(Invariant.I10);
        assertThat(broken(new Remains(0, 1, Map.of(), List.of(), 0, 0, 0, 0, 0, List.of()), LIMITS))
                .containsExactly(Invariant.I10);
        assertThat(broken(new Remains(0, 0, Map.of(), strange, 0, 0, 0, 0, 0, List.of()), LIMITS))
                .containsExactly(Invariant.I10);
        assertThat(
                        broken(
                                new Remains(0, 0, Map.of(), List.of(), 99, 0, 0, 0, 0, List.of()),
                                LIMITS))
                .containsExactly(Invariant.I10);
        assertThat(
                        broken(
                                new Remains(0, 0, Map.of(), List.of(), 0, 0, 0, 999, 0, List.of()),
                                LIMITS))
                .containsExactly(Invariant.I10);
    }

    @Test
    void growthAndSecretsAreSeen() {
        goWell();
        long much = 2L << 30;
        assertThat(
                        broken(
                                new Remains(0, 0, Map.of(), List.of(), 0, much, 0, 0, 0, List.of()),
                                LIMITS))
                .containsExactly(Invariant.I7);
        assertThat(
                        broken(
                                new Remains(0, 0, Map.of(), List.of(), 0, 0, much, 0, 0, List.of()),
                                LIMITS))
                .containsExactly(Invariant.I7);
        assertThat(broken(new Remains(0, 0, Map.of(), List.of(), 0, 0, 0, 0, 1, List.of()), LIMITS))
                .containsExactly(Invariant.I12);
        assertThat(
                        broken(
                                new Remains(
                                        0, 0, Map.of(), List.of(), 0, 0, 0, 0, 0, List.of("s3")),
                                LIMITS))
                .containsExactly(Invariant.I11);
    }

    @Test
    void stormOfAttemptsWhileClocksJumpIsSeen() {
        // Given
        goWell();
        history.add(new Fault(Fault.Kind.CLOCK, SECOND, 2 * SECOND));
        history.add(new Arrival("ci", 3, "0-3-0", 99, true, false, 2 * SECOND));
        // Then
        assertThat(broken()).containsExactly(Invariant.I13);
    }

    private static Remains remains(Map<String, Set<String>> kept) {
        return new Remains(0, 0, kept, List.of(), 0, 0, 0, 0, 0, List.of());
    }
}
