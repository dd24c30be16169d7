package io.tidegate.lab;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether requests were answered in time, and again after each fault. */
final class Answers {

    private static final long MILLI = 1_000_000;
    private static final Duration NEVER = Duration.ofDays(1);

    private final History history;
    private final Limits limits;

    Answers(History history, Limits limits) {
        this.history = history;
        this.limits = limits;
    }

    List<Verdict> verdicts() {
        return List.of(recovered(), answered());
    }

    /** The longest time from the end of a fault to the next 2xx of a request sent after it. */
    Optional<Duration> recovery() {
        return history.faults().stream()
                .filter(it -> it.kind() == Fault.Kind.GATEWAY || it.kind() == Fault.Kind.REDIS)
                .map(this::recovery)
                .max(Comparator.naturalOrder());
    }

    private Duration recovery(Fault fault) {
        return history.sends().stream()
                .filter(it -> it.isAccepted() && it.at() >= fault.to())
                .map(it -> Duration.ofNanos(it.answeredAt() - fault.to()))
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    private Verdict recovered() {
        return recovery()
                .map(
                        it ->
                                Verdict.of(
                                        Invariant.I8,
                                        it.compareTo(limits.recovery()) <= 0,
                                        "first 2xx after at most " + it.toMillis() + " ms"))
                .orElse(Verdict.untested(Invariant.I8));
    }

    private Verdict answered() {
        var away = history.faults().stream().filter(it -> it.kind() == Fault.Kind.REDIS).toList();
        if (away.isEmpty()) {
            return Verdict.untested(Invariant.I9);
        }
        long slowest =
                history.sends().stream()
                        .filter(it -> isTouched(away, it))
                        .mapToLong(it -> it.answeredAt() - it.at())
                        .max()
                        .orElse(0);
        return Verdict.of(
                Invariant.I9,
                slowest <= limits.answer().toNanos(),
                "slowest answer " + slowest / MILLI + " ms");
    }

    /** A request that was never answered because a gateway ended is none of these. */
    private static boolean isTouched(List<Fault> faults, Send send) {
        return send.status() > 0
                && faults.stream().anyMatch(it -> it.touches(send.at(), send.answeredAt()));
    }
}
