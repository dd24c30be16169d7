package io.tidegate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The numbers of several runs are added, and their times compared. */
final class FiguresTest {

    private static final Figures ONE =
            new Figures(
                    3,
                    200,
                    150,
                    30,
                    2,
                    0,
                    300,
                    6,
                    Optional.of(Duration.ofMillis(400)),
                    Optional.empty(),
                    Duration.ofSeconds(9),
                    Map.of(Invariant.I9, 1));

    private static final Figures OTHER =
            new Figures(
                    1,
                    100,
                    50,
                    40,
                    1,
                    5,
                    100,
                    2,
                    Optional.of(Duration.ofMillis(1_500)),
                    Optional.of(Duration.ofMillis(2_100)),
                    Duration.ofSeconds(1),
                    Map.of(Invariant.I1, 1, Invariant.I9, 1));

    @Test
    void oneRun() {
        assertThat(ONE.cells())
                .isEqualTo("3 | 200 | 150 | 30 | 2 | 0 | 20000 (6) | 0.4 s |  | 9.0 s | I9");
    }

    @Test
    void countsAreAddedAndTheLongestTimesStay() {
        assertThat(ONE.and(OTHER).cells())
                .isEqualTo(
                        "4 | 300 | 200 | 70 | 3 | 5 | 20000 (8) | 1.5 s | 2100 ms | 9.0 s | I1, I9 x2")
                .isEqualTo(OTHER.and(ONE).cells());
    }

    @Test
    void whereNothingIsBrokenItSaysSo() {
        var calm =
                new Figures(
                        0,
                        10,
                        10,
                        0,
                        0,
                        0,
                        20,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        Map.of());

        assertThat(calm.cells()).isEqualTo("0 | 10 | 10 | 0 | 0 | 0 | 0 (0) |  |  | 0.0 s | none");
    }
}
