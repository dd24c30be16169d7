package io.tidegate.lab;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether requests were answered in time, and again after each fault. */
final class Answers {

    /** Within which a master that is gone for a second is replaced, and all is as before. */
    private static final Duration REPLACEMENT = Duration.ofSeconds(4);

    private static final Duration NEVER = Duration.ofDays(1);

    private final History history;
    private final Limits limits;

    Answers(History history, Limits limits) {
        this.history = history;
        this.limits = limits;
    }

    List<Verdict> verdicts() {
        return List.of(recovered(), answered(), confirmed());
    }

    /**
     * The longest time from the end of a fault to the next 2xx of a request sent after it. Where
     * the master is replaced, the longest time without any 2xx, the replacement included.
     */
    Optional<Duration> recovery() {
        return Stream.concat(
                        faults(it -> it.kind() != Fault.Kind.MASTER).map(this::recovery),
                        faults(it -> it.kind() == Fault.Kind.MASTER).map(this::silence))
                .max(Comparator.naturalOrder());
    }

    private Stream<Fault> faults(Predicate<Fault> wanted) {
        return history.faults().stream()
                .filter(it -> it.isOfStore() || it.kind() == Fault.Kind.GATEWAY)
                .filter(wanted);
    }

    /** The longest time between two 2xx that has a moment in common with the fault. */
    private Duration silence(Fault fault) {
        var answered = history.sends().stream().filter(Send::isAccepted).map(Send::answeredAt);
        long[] moments = answered.mapToLong(it -> it).sorted().toArray();
        if (moments.length == 0 || moments[moments.length - 1] < fault.to()) {
            return NEVER;
        }
        long longest = 0;
        for (int i = 1; i < moments.length; i++) {
            if (fault.touches(moments[i - 1], moments[i])) {
                longest = Math.max(longest, moments[i] - moments[i - 1]);
            }
        }
        return Duration.ofNanos(longest);
    }

    private Duration recovery(Fault fault) {
        return history.sends().stream()
                .filter(it -> it.isAccepted() && it.at() >= fault.to())
                .map(it -> Duration.ofNanos(it.answeredAt() - fault.to()))
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    private Verdict recovered() {
        boolean isReplaced = faults(it -> it.kind() == Fault.Kind.MASTER).findAny().isPresent();
        Duration most = isReplaced ? REPLACEMENT : limits.recovery();
        return recovery()
                .map(
                        it ->
                                Verdict.of(
                                        Invariant.I8,
                                        it.compareTo(most) <= 0,
                                        "first 2xx after at most " + it.toMillis() + " ms"))
                .orElse(Verdict.untested(Invariant.I8));
    }

    /** The slowest answer to a request that a fault of the store touched, if there was a fault. */
    Optional<Duration> slowest() {
        var away = history.faults().stream().filter(Fault::isOfStore).toList();
        if (away.isEmpty()) {
            return Optional.empty();
        }
        var touched = history.sends().stream().filter(it -> isTouched(away, it));
        return Optional.of(
                Duration.ofNanos(
                        touched.mapToLong(it -> it.answeredAt() - it.at()).max().orElse(0)));
    }

    private Verdict answered() {
        return slowest()
                .map(
                        it ->
                                Verdict.of(
                                        Invariant.I9,
                                        it.compareTo(limits.answer()) <= 0,
                                        "slowest answer " + it.toMillis() + " ms"))
                .orElse(Verdict.untested(Invariant.I9));
    }

    /** Nothing that was sent while no replica could confirm it was confirmed in that time. */
    private Verdict confirmed() {
        var without = faults(it -> it.kind() == Fault.Kind.REPLICAS).toList();
        if (without.isEmpty()) {
            return Verdict.untested(Invariant.I14);
        }
        long count =
                history.sends().stream()
                        .filter(Send::isAccepted)
                        .filter(it -> without.stream().anyMatch(f -> f.contains(it)))
                        .count();
        return Verdict.of(Invariant.I14, count == 0, count + " confirmed by nobody");
    }

    /** A request that was never answered because a gateway ended is none of these. */
    private static boolean isTouched(List<Fault> faults, Send send) {
        return send.status() > 0
                && faults.stream().anyMatch(it -> it.touches(send.at(), send.answeredAt()));
    }
}
