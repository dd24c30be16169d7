package io.tidegate.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether what arrived more than once did so as it may, and all in order. */
final class Repeats {

    private static final double MILLION = 1_000_000;

    private final History history;
    private final Limits limits;

    Repeats(History history, Limits limits) {
        this.history = history;
        this.limits = limits;
    }

    List<Verdict> verdicts() {
        return List.of(bounded(), once(), ordered(), calm());
    }

    /** What was taken, by sink and number. */
    private Map<String, List<Arrival>> taken() {
        var taken = new LinkedHashMap<String, List<Arrival>>();
        for (Arrival it : history.arrivals()) {
            if (it.isTaken()) {
                taken.computeIfAbsent(it.sink() + " " + it.n(), key -> new ArrayList<>()).add(it);
            }
        }
        return taken;
    }

    /** How many deliveries repeated one that had been taken. */
    long count() {
        return taken().values().stream().mapToLong(it -> it.size() - 1L).sum();
    }

    private Verdict bounded() {
        var sentAgain = sentAgain();
        var strange =
                taken().entrySet().stream()
                        .filter(it -> !sentAgain.get(it.getValue().get(0).n()))
                        .filter(it -> ids(it.getValue()).size() > 1)
                        .map(Map.Entry::getKey)
                        .toList();
        long repeats = count();
        long most = (long) limits.repeatsPerFault() * history.faults().size();
        double share = repeats * MILLION / Math.max(1, taken().size());
        return Verdict.of(
                Invariant.I4,
                strange.isEmpty() && repeats <= most,
                "%d repeats, %.0f per million%s"
                        .formatted(
                                repeats, share, strange.isEmpty() ? "" : ", two ids: " + strange));
    }

    private static Set<String> ids(List<Arrival> arrivals) {
        var ids = new HashSet<String>();
        arrivals.forEach(it -> ids.add(it.webhookId()));
        return ids;
    }

    private BitSet sentAgain() {
        var again = new BitSet();
        history.sends().stream().filter(Send::isRepeat).forEach(it -> again.set(it.n()));
        return again;
    }

    private Verdict once() {
        var again = sentAgain();
        if (again.isEmpty()) {
            return Verdict.untested(Invariant.I5);
        }
        var twice =
                taken().entrySet().stream()
                        .filter(it -> again.get(it.getValue().get(0).n()))
                        .filter(it -> ids(it.getValue()).size() > 1)
                        .map(Map.Entry::getKey)
                        .limit(20)
                        .toList();
        String figure = twice.size() + " of " + again.cardinality() + " sent again";
        return Verdict.of(
                Invariant.I5, twice.isEmpty(), twice.isEmpty() ? figure : figure + ": " + twice);
    }

    private Verdict ordered() {
        if (limits.ordered().isEmpty()) {
            return Verdict.untested(Invariant.I6);
        }
        var last = new HashMap<String, Integer>();
        var seen = new HashSet<String>();
        var inverted = new ArrayList<String>();
        for (Arrival it : history.arrivals()) {
            boolean isFirst = it.isTaken() && seen.add(it.sink() + " " + it.n());
            if (isFirst && limits.ordered().contains(it.sink())) {
                String key = it.sink() + " key " + it.n() % limits.keys();
                Integer before = last.put(key, it.n());
                if (before != null && before > it.n()) {
                    inverted.add(before + " before " + it.n());
                }
            }
        }
        return Verdict.of(Invariant.I6, inverted.isEmpty(), inverted.size() + " inversions");
    }

    private Verdict calm() {
        if (history.faults().stream().noneMatch(it -> it.kind() == Fault.Kind.CLOCK)) {
            return Verdict.untested(Invariant.I13);
        }
        Stream<Integer> attempts = history.arrivals().stream().map(Arrival::attempt);
        int most = attempts.max(Integer::compare).orElse(0);
        return Verdict.of(
                Invariant.I13, most <= limits.attempts(), "at most " + most + " attempts");
    }
}
