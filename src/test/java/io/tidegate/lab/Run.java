package io.tidegate.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One run of a scenario: send, do harm, mend, wait until all is quiet, and check. */
final class Run {

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final Duration ANSWERS = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final Level level;
    private final long seed;
    private final Duration time;
    private final int perSecond;
    private final Limits limits;

    Run(Scenario scenario, Level level, long seed, Duration time, int perSecond, Limits limits) {
        this.scenario = scenario;
        this.level = level;
        this.seed = seed;
        this.time = time;
        this.perSecond = perSecond;
        this.limits = limits;
    }

    /** Does all of it, and says what came of it. */
    Report go() throws IOException {
        var folder = Files.createTempDirectory("tidegate-lab");
        var random = new Random(seed);
        try (var site = new Site(folder, random, perSecond, scenario, level)) {
            return go(site, folder);
        }
    }

    private Report go(Site site, Path folder) throws IOException {
        var nemesis = new Nemesis(site);
        var idle = Condition.of(site);
        site.sender().start();
        nemesis.rest(WARM_UP, WARM_UP);
        var before = Condition.of(site).withFilesOf(idle);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            scenario.strike(nemesis);
            nemesis.rest(Duration.ofMillis(500), Duration.ofSeconds(3));
        }
        nemesis.rest(WARM_UP, WARM_UP);
        site.sender().stop();
        Duration settled = settle(site);
        site.hangUp();
        Ledger.write(site.history(), folder.resolve("ledger.txt"));
        var remains = before.remains(site);
        List<Verdict> verdicts = Checker.check(site.history(), remains, limits);
        long lost = new Losses(site.history(), remains, limits).count();
        return new Report(
                scenario, level, seed, folder, site.history(), verdicts, lost, settled, limits);
    }

    /**
     * How long it takes until nothing is pending or parked, and nothing missing either or nothing
     * comes any more; the whole patience if ever.
     */
    private Duration settle(Site site) {
        Awaitility.await().atMost(ANSWERS).until(() -> site.sender().underWay() == 0);
        long start = System.nanoTime();
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> isSettled(site));
        } catch (ConditionTimeoutException notSettled) {
            System.err.println("not settled: " + unsettled(site));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String unsettled(Site site) {
        var census = site.census();
        var losses = new Losses(site.history(), Remains.NOTHING, limits);
        var missing = limits.sinks().stream().map(losses::missing).toList();
        return "pending %d, due %d, missing %s, streams %s"
                .formatted(census.pending(), census.due(), missing, census.pendingByShard());
    }

    private boolean isSettled(Site site) {
        var census = site.census();
        return census.pending() == 0
                && census.due() == 0
                && (isComplete(site.history()) || isOver(site.history()));
    }

    /** What is lost is not waited for once nothing comes any more. */
    private boolean isOver(History history) {
        return System.nanoTime() - history.lastArrivalAt() > QUIET.toNanos();
    }

    private boolean isComplete(History history) {
        var losses = new Losses(history, Remains.NOTHING, limits);
        return limits.sinks().stream().allMatch(sink -> losses.missing(sink).isEmpty());
    }
}
