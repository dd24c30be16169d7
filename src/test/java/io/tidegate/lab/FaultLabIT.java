package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The fault laboratory for a few seconds, from a seed; at length with {@code src/test/lab/lab.sh}.
 * How long things take is printed and not judged: it depends on how busy the machine is.
 */
class FaultLabIT {

    private static final long SEED = Long.getLong("tidegate.seed", 1);
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final int RATE = 100;
    private static final Set<Invariant> TIMES =
            EnumSet.of(Invariant.I2, Invariant.I8, Invariant.I9);

    @Test
    void nothingIsBrokenByAFewFaults() throws IOException {
        // When
        var limits = Limits.usual(Site.SINKS.toArray(String[]::new));
        var report = new Run(Scenario.BRIEF, Level.MEMORY, SEED, TIME, RATE, limits).go();

        // Then
        System.out.println(Report.HEAD + "\n" + report.row());
        assertThat(report.history().acknowledged().cardinality()).isGreaterThan(RATE);
        assertThat(report.verdicts())
                .filteredOn(it -> !TIMES.contains(it.invariant()))
                .filteredOn(Verdict::isBroken)
                .isEmpty();
    }
}
