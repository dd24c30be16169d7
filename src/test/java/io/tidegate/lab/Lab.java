package io.tidegate.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The laboratory's command: runs scenarios one after another and prints a table. */
public final class Lab {

    private Lab() {}

    /**
     * {@code <scenario,scenario,..|all> [seconds] [seed|first-last] [events a second]
     * [memory|replicated|fsynced]}; several seeds make a run each and a line for all. Ends with 1
     * if any invariant is broken, with 2 if the laboratory itself has failed.
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
        var seeds = seeds(arguments.length > 2 ? arguments[2] : "" + System.nanoTime());
        int perSecond = (int) number(arguments, 3, 200);
        boolean isBroken = false;
        System.out.println(Report.HEAD);
        for (Scenario scenario : scenarios) {
            if (scenario.lacking().isPresent()) {
                System.out.println(Report.notRun(scenario, scenario.lacking().get()));
                isBroken = true;
            } else {
                isBroken |= isBroken(scenario, level, seeds, time, perSecond);
            }
        }
        return isBroken;
    }

    private static boolean isBroken(
            Scenario scenario, Level level, long[] seeds, Duration time, int perSecond)
            throws IOException {
        boolean isBroken = false;
        var figures = new ArrayList<Figures>();
        for (long seed : seeds) {
            var limits = Limits.usual(Site.SINKS.toArray(String[]::new));
            var report = new Run(scenario, level, seed, time, perSecond, limits).go();
            print(scenario, report);
            figures.add(report.figures());
            isBroken |= report.isBroken();
        }
        if (seeds.length > 1) {
            var all = figures.stream().reduce(Figures::and).orElseThrow();
            String words = seeds[0] + " to " + seeds[seeds.length - 1];
            System.out.println(Report.row(scenario, level, words, all));
        }
        return isBroken;
    }

    private static void print(Scenario scenario, Report report) {
        System.out.println(report.row());
        report.verdicts().forEach(it -> System.err.println(scenario.word() + " " + it));
        System.err.println(scenario.word() + " statuses " + report.statuses());
        System.err.println(scenario.word() + " logs are in " + report.folder());
    }

    /** {@code 7}, or {@code 1-20}; a single one may be negative. */
    private static long[] seeds(String words) {
        int dash = words.indexOf('-', 1);
        long first = Long.parseLong(dash < 0 ? words : words.substring(0, dash));
        long last = dash < 0 ? first : Long.parseLong(words.substring(dash + 1));
        if (last < first) {
            throw new IllegalArgumentException("no seed in " + words + ": the first comes first");
        }
        return LongStream.rangeClosed(first, last).toArray();
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
