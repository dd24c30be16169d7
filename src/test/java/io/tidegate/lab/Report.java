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
 * @param lost how many deliveries of acknowledged events are missing and not owed either
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
        long lost,
        Duration settled,
        Limits limits) {

    static final String HEAD =
            """
            | scenario | level | seed | faults | sent | acknowledged | refused | no answer | lost | repeats per million | first 2xx after a fault | slowest answer | settled after | broken |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    /** The line of the table. */
    String row() {
        return row(scenario, level, "" + seed, figures());
    }

    /** The line of the table for runs with several seeds. */
    static String row(Scenario scenario, Level level, String seeds, Figures figures) {
        return "| `%s`: %s | %s | %s | %s |"
                .formatted(scenario.word(), scenario.words(), level.word(), seeds, figures.cells());
    }

    /** Its numbers. */
    Figures figures() {
        int acknowledged = history.acknowledged().cardinality();
        var answers = new Answers(history, limits);
        return new Figures(
                history.faults().size(),
                history.sends().size(),
                acknowledged,
                count(503) + count(Send.NOT_CONNECTED),
                count(Send.NO_ANSWER),
                lost,
                (long) limits.sinks().size() * acknowledged,
                new Repeats(history, limits).count(),
                answers.recovery(),
                answers.slowest(),
                settled,
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

    private Map<Invariant, Integer> broken() {
        return verdicts.stream()
                .filter(Verdict::isBroken)
                .collect(Collectors.toMap(Verdict::invariant, it -> 1));
    }

    /** Whether an invariant is broken that was promised. */
    boolean isBroken() {
        boolean isLossAllowed = scenario.mayLose(level);
        return verdicts.stream()
                .filter(it -> !isLossAllowed || it.invariant() != Invariant.I1)
                .anyMatch(Verdict::isBroken);
    }
}
