package io.tidegate.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether everything arrived that should, in time, and nothing else. */
final class Losses {

    private static final int EXAMPLES = 20;

    private final History history;
    private final Remains remains;
    private final Limits limits;

    Losses(History history, Remains remains, Limits limits) {
        this.history = history;
        this.remains = remains;
        this.limits = limits;
    }

    List<Verdict> verdicts() {
        return List.of(lost(), delayed(), phantoms());
    }

    /** How many deliveries of acknowledged events are missing. */
    long count() {
        return limits.sinks().stream().mapToLong(it -> missing(it).cardinality()).sum();
    }

    private Verdict lost() {
        var lost = new TreeMap<String, BitSet>();
        for (String sink : limits.sinks()) {
            var missing = missing(sink);
            if (!missing.isEmpty()) {
                lost.put(sink, missing);
            }
        }
        int acknowledged = history.acknowledged().cardinality();
        String figure = count() + " of " + acknowledged + " acknowledged";
        return Verdict.of(
                Invariant.I1, lost.isEmpty(), lost.isEmpty() ? figure : figure + ": " + some(lost));
    }

    private static String some(Map<String, BitSet> lost) {
        var words = new ArrayList<String>();
        lost.forEach(
                (sink, missing) ->
                        words.add(sink + " " + missing.stream().limit(EXAMPLES).boxed().toList()));
        return String.join(", ", words);
    }

    /** The acknowledged events that a sink has not and the gateway does not hold for it either. */
    BitSet missing(String sink) {
        var missing = history.acknowledged();
        missing.andNot(history.taken(sink));
        Set<String> kept = remains.kept().getOrDefault(sink, Set.of());
        for (Send send : history.sends()) {
            if (kept.contains(send.id())) {
                missing.clear(send.n());
            }
        }
        return missing;
    }

    private Verdict delayed() {
        var down = history.faults().stream().filter(it -> it.kind() == Fault.Kind.SINK).toList();
        if (down.isEmpty()) {
            return Verdict.untested(Invariant.I2);
        }
        var delays = new ArrayList<Long>();
        firstArrivals()
                .forEach(
                        (sink, arrivals) ->
                                history.sends().stream()
                                        .filter(Send::isAccepted)
                                        .filter(it -> isDuring(down, it) && isHealthy(sink))
                                        .filter(it -> arrivals.containsKey(it.n()))
                                        .forEach(
                                                it ->
                                                        delays.add(
                                                                arrivals.getOrDefault(it.n(), 0L)
                                                                        - it.at())));
        delays.sort(null);
        long p99 = delays.isEmpty() ? 0 : delays.get((delays.size() - 1) * 99 / 100);
        boolean isHeld = Duration.ofNanos(p99).compareTo(limits.slowest()) <= 0;
        return Verdict.of(Invariant.I2, isHeld, "p99 " + p99 / 1_000_000 + " ms");
    }

    /** By convention only the first sink is ever made to fail. */
    private boolean isHealthy(String sink) {
        return !sink.equals(limits.sinks().get(0));
    }

    private static boolean isDuring(List<Fault> faults, Send send) {
        return faults.stream().anyMatch(it -> it.touches(send.at(), send.at()));
    }

    private Map<String, Map<Integer, Long>> firstArrivals() {
        var first = new HashMap<String, Map<Integer, Long>>();
        for (Arrival it : history.arrivals()) {
            if (it.isTaken()) {
                first.computeIfAbsent(it.sink(), sink -> new HashMap<>())
                        .putIfAbsent(it.n(), it.at());
            }
        }
        return first;
    }

    private Verdict phantoms() {
        var genuine = new BitSet();
        history.sends().stream().filter(it -> !it.isForged()).forEach(it -> genuine.set(it.n()));
        var strange =
                history.arrivals().stream()
                        .filter(it -> it.n() < 0 || !it.isIntact() || !genuine.get(it.n()))
                        .limit(EXAMPLES)
                        .toList();
        return Verdict.of(
                Invariant.I3, strange.isEmpty(), strange.isEmpty() ? "" : strange.toString());
    }
}
