package io.tidegate.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The laboratory's command: runs scenarios one after another and prints a table. */
public final class Lab {

    private Lab() {}

    /**
     * {@code <scenario,scenario,..|all> [seconds] [seed] [events a second]
     * [memory|replicated|fsynced]}; ends with 1 if any invariant is broken.
     */
    public static void main(String[] arguments) throws IOException {
        var level = Level.of(arguments.length > 4 ? arguments[4] : "memory");
        var scenarios = scenarios(arguments.length > 0 ? arguments[0] : "all", level);
        var time = Duration.ofSeconds(number(arguments, 1, 30));
        long seed = number(arguments, 2, System.nanoTime());
        int perSecond = (int) number(arguments, 3, 200);
        boolean isBroken = false;
        System.out.println(Report.HEAD);
        for (Scenario scenario : scenarios) {
            var limits = Limits.usual(Site.SINKS.toArray(String[]::new));
            var report = new Run(scenario, level, seed, time, perSecond, limits).go();
            System.out.println(report.row());
            report.verdicts().forEach(it -> System.err.println(scenario.word() + " " + it));
            System.err.println(scenario.word() + " statuses " + report.statuses());
            System.err.println(scenario.word() + " logs are in " + report.folder());
            isBroken |= report.isBroken();
        }
        System.exit(isBroken ? 1 : 0);
    }

    private static List<Scenario> scenarios(String words, Level level) {
        if (words.equals("all")) {
            return Arrays.stream(Scenario.values()).filter(it -> it.isPossibleAt(level)).toList();
        }
        var named = Arrays.stream(words.split(",")).map(Scenario::of).toList();
        for (Scenario scenario : named) {
            if (!scenario.isPossibleAt(level)) {
                throw new IllegalArgumentException(
                        "no replicas in " + scenario.word() + ": " + level.word());
            }
        }
        return named;
    }

    private static long number(String[] arguments, int at, long otherwise) {
        return arguments.length > at ? Long.parseLong(arguments[at]) : otherwise;
    }
}
