package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.GatewayConfig;
import io.tidegate.route.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reading, claiming, delivering, parking, trying again and settling, as it is, in virtual time with
 * interleavings, failures, crashes and standstills from seeds. A seed that fails fails again:
 * {@code -Dtidegate.seed=N -Dtidegate.seeds=1}.
 */
class SimulationTest {

    private static final long FIRST_SEED = Long.getLong("tidegate.seed", 1);
    private static final int SEEDS = Integer.getInteger("tidegate.seeds", 200);
    private static final int BROKEN_SEEDS = 5;
    private static final int CALM_SEEDS = Math.max(1, SEEDS / 10);
    private static final int MOST_ROUNDS = 240;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final GatewayConfig CONFIG = config();
    private static final Router ROUTER = Router.compile(CONFIG.routes(), CONFIG.sources());

    private static GatewayConfig config() {
        try (var gateway = new Gateway("a", "b")) {
            return gateway.retrying(4, Duration.ofMillis(200))
                    .reclaimingAfter(Duration.ofSeconds(5))
                    .config();
        }
    }

    @Test
    void nothingIsLostWhateverComesBetween() {
        var failures = new ArrayList<String>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            failures.addAll(run(seed, ""));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aStoreThatForgetsWhatItParkedIsSeen() {
        assertThat(broken("park")).isPositive();
    }

    @Test
    void aStoreThatForgetsWhatItSettledIsSeen() {
        assertThat(broken("settle")).isPositive();
    }

    @Test
    void whatACrashedWorkerHadIsAttemptedAgainWithin45Seconds() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CALM_SEEDS; seed++) {
            assertThat(waitAfterCrash(seed)).as("seed " + seed).isLessThan(Duration.ofSeconds(45));
        }
    }

    private static Duration waitAfterCrash(long seed) {
        var random = new Random(seed);
        var site = calm(seed);
        site.sink().answerWithin(SECOND, SECOND.multipliedBy(3));
        for (int round = 0; round < 6; round++) {
            site.append(4);
            site.pass(Duration.ofMillis(random.nextInt(5_000)));
            site.crash();
            site.start();
            site.pass(Duration.ofMinutes(1));
        }
        return site.sink().longestWait();
    }

    @Test
    void nobodyAttemptsWhatALivingWorkerHasAndWaitsWith() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CALM_SEEDS; seed++) {
            assertThat(atOnce(seed)).as("seed " + seed).isEmpty();
        }
    }

    /** Lanes are crowded now and then, and attempts take as long as they may. */
    private static List<String> atOnce(long seed) {
        var random = new Random(seed);
        var site = calm(seed);
        site.sink().answerWithin(Duration.ofSeconds(14), Duration.ofSeconds(15));
        for (int round = 0; round < 20; round++) {
            site.append(random.nextInt(40));
            site.pass(Duration.ofSeconds(random.nextInt(60)));
        }
        return site.sink().atOnce();
    }

    /** Two workers over a store that does not fail. */
    private static SimulatedSite calm(long seed) {
        var site = new SimulatedSite(seed, CONFIG, ROUTER);
        site.trustStore();
        site.start();
        site.start();
        return site;
    }

    private static long broken(String forgets) {
        long broken = 0;
        for (long seed = 1; seed <= BROKEN_SEEDS; seed++) {
            broken += run(seed, forgets).isEmpty() ? 0 : 1;
        }
        return broken;
    }

    /** What went wrong. */
    private static List<String> run(long seed, String forgets) {
        var random = new Random(seed);
        var site = new SimulatedSite(seed, CONFIG, ROUTER);
        site.forget(forgets);
        site.start();
        site.start();
        for (int round = 0; round < 6; round++) {
            site.append(random.nextInt(8));
            site.pass(Duration.ofMillis(random.nextInt(700)));
            harm(site, random);
        }
        site.mend();
        for (int round = 0; round < MOST_ROUNDS && !site.isQuiet(); round++) {
            site.pass(SECOND);
        }
        var wrong = new ArrayList<String>(site.broken());
        site.missing().forEach(it -> wrong.add(it + " is missing"));
        if (!site.isQuiet()) {
            wrong.add("something is left to do");
        }
        wrong.replaceAll(it -> "seed " + seed + ": " + it);
        return wrong;
    }

    private static void harm(SimulatedSite site, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                site.crash();
                site.start();
            }
            case 1 -> site.standStill(Duration.ofMillis(random.nextInt(4_000)));
            default -> {}
        }
    }
}
