package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the checker sees of a master that is replaced, and of a level that is not kept. */
class FailoverCheckTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Limits LIMITS = Limits.usual("ci", "audit");

    private final History history = new History();

    /** An event that is accepted soon after it was sent, and arrives everywhere. */
    private void accept(int n, long at) {
        history.add(new Send(n, false, false, at, at + SECOND / 100, 202, "0-" + n + "-0"));
        LIMITS.sinks()
                .forEach(
                        sink ->
                                history.add(
                                        new Arrival(sink, n, "0-" + n + "-0", 1, true, true, at)));
    }

    private List<Invariant> broken() {
        return Checker.check(history, Remains.NOTHING, LIMITS).stream()
                .filter(Verdict::isBroken)
                .map(Verdict::invariant)
                .toList();
    }

    @Test
    void longSilenceWhileTheMasterIsReplacedIsSeen() {
        // Given one event a second, and a failover at the end
        IntStream.range(0, 10).forEach(n -> accept(n, n * SECOND));
        history.add(new Fault(Fault.Kind.MASTER, 10 * SECOND, 12 * SECOND));
        assertThat(broken()).containsExactly(Invariant.I8);
        // When it goes on in time
        accept(10, 12 * SECOND);
        // Then
        assertThat(broken()).isEmpty();
        assertThat(new Answers(history, LIMITS).recovery()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void silenceCountsFromTheLastAnswerAndNotFromTheSwitch() {
        // Given
        IntStream.range(0, 10).forEach(n -> accept(n, n * SECOND));
        history.add(new Fault(Fault.Kind.MASTER, 10 * SECOND, 12 * SECOND));
        // When
        accept(10, 14 * SECOND);
        // Then
        assertThat(broken()).containsExactly(Invariant.I8);
        assertThat(new Answers(history, LIMITS).recovery()).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void acknowledgementThatNoReplicaCouldConfirmIsSeen() {
        // Given answers before and after, and one that came when they were stopped
        accept(0, SECOND);
        history.add(new Fault(Fault.Kind.REPLICAS, SECOND + SECOND / 200, 5 * SECOND));
        accept(2, 6 * SECOND);
        assertThat(broken()).isEmpty();
        // When
        accept(1, 2 * SECOND);
        // Then
        assertThat(broken()).containsExactly(Invariant.I14);
    }

    @Test
    void onlyWhatHasReplicasIsHeldToTheLevelThatNeedsThem() {
        assertThat(Scenario.KILL_REDIS.isPossibleAt(Level.REPLICATED)).isFalse();
        assertThat(Scenario.KILL_REDIS.isPossibleAt(Level.FSYNCED)).isTrue();
        assertThat(Scenario.KILL_MASTER.mayLose(Level.MEMORY)).isTrue();
        assertThat(Scenario.KILL_MASTER.mayLose(Level.REPLICATED)).isFalse();
        assertThat(Scenario.DELETE_ALL.mayLose(Level.MEMORY)).isTrue();
        assertThatThrownBy(() -> Level.of("sometimes"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
