package io.tidegate.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run came to.
 *
 * @param scenario what was done
 * @param level what the gateways promised
 * @param seed from which it followed
 * @param folder where the gateways' logs are
 * @param history what happened
 * @param verdicts what the checker says
 * @param settled how long it took after the last answer until all was done
 * @param limits what the run was held to
 */
record Report(
        Scenario scenario,
        Level level,
        long seed,
        Path folder,
        History history,
        List<Verdict> verdicts,
        Duration settled,
        Limits limits) {

    static final String HEAD =
            """
            | scenario | level | seed | faults | sent | acknowledged | refused | no answer | lost | repeats per million | first 2xx after a fault | slowest answer | settled after | broken |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    /** The line of the table. */
    String row() {
        return "| `%s`: %s | %s | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s | %.1f s | %s |"
                .formatted(
                        scenario.word(),
                        scenario.words(),
                        level.word(),
                        seed,
                        history.faults().size(),
                        history.sends().size(),
                        history.acknowledged().cardinality(),
                        count(503) + count(Send.NOT_CONNECTED),
                        count(Send.NO_ANSWER),
                        figure(Invariant.I1).split(" ", 2)[0],
                        repeats(),
                        recovery(),
                        figure(Invariant.I9).replace("slowest answer ", ""),
                        settled.toMillis() / 1e3,
                        broken());
    }

    /** What stands in place of the line of a scenario that this computer cannot run. */
    static String notRun(Scenario scenario, String lacking) {
        return "| `%s`: %s | not run: needs %s |"
                .formatted(scenario.word(), scenario.words(), lacking);
    }

    /** How many requests ended with each status. */
    Map<Integer, Long> statuses() {
        return history.sends().stream()
                .collect(Collectors.groupingBy(Send::status, TreeMap::new, Collectors.counting()));
    }

    private long count(int status) {
        return history.sends().stream()
                .filter(it -> !it.isForged() && it.status() == status)
                .count();
    }

    private String figure(Invariant invariant) {
        return verdicts.stream()
                .filter(it -> it.invariant() == invariant)
                .findFirst()
                .map(Verdict::figure)
                .orElse("");
    }

    private String repeats() {
        long repeats = new Repeats(history, limits).count();
        double all = (double) limits.sinks().size() * history.acknowledged().cardinality();
        return "%.0f (%d)".formatted(repeats * 1e6 / Math.max(1, all), repeats);
    }

    private String recovery() {
        return new Answers(history, limits)
                .recovery()
                .map(it -> "%.1f s".formatted(it.toMillis() / 1e3))
                .orElse("");
    }

    private String broken() {
        var broken =
                verdicts.stream().filter(Verdict::isBroken).map(it -> "" + it.invariant()).toList();
        return broken.isEmpty() ? "none" : String.join(", ", broken);
    }

    /** Whether an invariant is broken that was promised. */
    boolean isBroken() {
        boolean isLossAllowed = scenario.mayLose(level);
        return verdicts.stream()
                .filter(it -> !isLossAllowed || it.invariant() != Invariant.I1)
                .anyMatch(Verdict::isBroken);
    }
}
