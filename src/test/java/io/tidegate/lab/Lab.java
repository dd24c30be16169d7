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
     * [memory|replicated|fsynced]}; ends with 1 if any invariant is broken, with 2 if the
     * laboratory itself has failed.
     */
    public static void main(String[] arguments) {
        try {
            System.exit(run(arguments) ? 1 : 0);
        } catch (IOException | RuntimeException failure) {
            // Other threads would go on for ever, and nobody would know why nothing comes.
            failure.printStackTrace();
            System.exit(2);
        }
    }

    private static boolean run(String[] arguments) throws IOException {
        var level = Level.of(arguments.length > 4 ? arguments[4] : "memory");
        var scenarios = scenarios(arguments.length > 0 ? arguments[0] : "all", level);
        var time = Duration.ofSeconds(number(arguments, 1, 30));
        long seed = number(arguments, 2, System.nanoTime());
        int perSecond = (int) number(arguments, 3, 200);
        boolean isBroken = false;
        System.out.println(Report.HEAD);
        for (Scenario scenario : scenarios) {
            var limits = Limits.usual(Site.SINKS.toArray(String[]::new));
            var run = new Run(scenario, level, seed, time, perSecond, limits);
            isBroken |= scenario.lacking().isPresent() || isBroken(scenario, run);
            scenario.lacking().ifPresent(it -> System.out.println(Report.notRun(scenario, it)));
        }
        return isBroken;
    }

    private static boolean isBroken(Scenario scenario, Run run) throws IOException {
        var report = run.go();
        System.out.println(report.row());
        report.verdicts().forEach(it -> System.err.println(scenario.word() + " " + it));
        System.err.println(scenario.word() + " statuses " + report.statuses());
        System.err.println(scenario.word() + " logs are in " + report.folder());
        return report.isBroken();
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
