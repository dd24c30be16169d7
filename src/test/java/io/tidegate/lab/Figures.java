package io.tidegate.lab;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers of one run, or of several.
 *
 * @param faults how often harm was done
 * @param sent how many requests were sent
 * @param acknowledged how many events were answered 2xx
 * @param refused how many genuine requests were answered 503 or found no gateway
 * @param unanswered how many genuine requests a gateway took with it
 * @param lost how many deliveries of acknowledged events neither came nor are owed any more
 * @param deliveries how many deliveries the acknowledged events make
 * @param repeats how many deliveries came again
 * @param recovery the longest time from the end of a fault to the first 2xx, if any was measured
 * @param slowest the slowest answer while Redis was away, if it was
 * @param settled the longest time from the last answer until all was done
 * @param broken in how many runs each invariant was broken
 */
record Figures(
        long faults,
        long sent,
        long acknowledged,
        long refused,
        long unanswered,
        long lost,
        long deliveries,
        long repeats,
        Optional<Duration> recovery,
        Optional<Duration> slowest,
        Duration settled,
        Map<Invariant, Integer> broken) {

    Figures {
        broken = Map.copyOf(broken);
    }

    /** Both together: counts are added, and of times the longer one is taken. */
    Figures and(Figures other) {
        var both = new EnumMap<Invariant, Integer>(Invariant.class);
        both.putAll(broken);
        other.broken.forEach((invariant, runs) -> both.merge(invariant, runs, Integer::sum));
        return new Figures(
                faults + other.faults,
                sent + other.sent,
                acknowledged + other.acknowledged,
                refused + other.refused,
                unanswered + other.unanswered,
                lost + other.lost,
                deliveries + other.deliveries,
                repeats + other.repeats,
                longer(recovery, other.recovery),
                longer(slowest, other.slowest),
                settled.compareTo(other.settled) >= 0 ? settled : other.settled,
                both);
    }

    private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).max(Duration::compareTo);
    }

    /** The cells of the table from the faults on. */
    String cells() {
        return "%d | %d | %d | %d | %d | %d | %.0f (%d) | %s | %s | %.1f s | %s"
                .formatted(
                        faults,
                        sent,
                        acknowledged,
                        refused,
                        unanswered,
                        lost,
                        repeats * 1e6 / Math.max(1, deliveries),
                        repeats,
                        recovery.map(it -> "%.1f s".formatted(it.toMillis() / 1e3)).orElse(""),
                        slowest.map(it -> it.toMillis() + " ms").orElse(""),
                        settled.toMillis() / 1e3,
                        brokenOnes());
    }

    private String brokenOnes() {
        String words =
                broken.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> it.getKey() + (it.getValue() > 1 ? " x" + it.getValue() : ""))
                        .collect(Collectors.joining(", "));
        return words.isEmpty() ? "none" : words;
    }
}
