package io.tidegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendTest {

    /** An hour of samples, one every ten seconds. */
    private static Trend trend(Gauge gauge, DoubleUnaryOperator value) {
        var points = new ArrayList<Trend.Point>();
        for (int seconds = 10; seconds <= 3_600; seconds += 10) {
            points.add(new Trend.Point(seconds, value.applyAsDouble(seconds)));
        }
        return Trend.of(gauge, points);
    }

    @Test
    void whatRisesInTheFirstThirdOnlyIsFlat() {
        var trend = trend(Gauge.REDIS, seconds -> Math.min(seconds, 1_190));
        assertThat(trend.added()).isCloseTo(0, within(1e-9));
        assertThat(trend.mean()).isCloseTo(1_190, within(1e-9));
        assertThat(trend.isFlat()).isTrue();
    }

    @Test
    void sawTeethAreFlatAndTheirHeightIsShown() {
        var trend = trend(Gauge.REDIS, seconds -> 100 + seconds % 300 / 10);
        assertThat(trend.isFlat()).isTrue();
        assertThat(trend.most()).isEqualTo(129);
    }

    @Test
    void slowLeakIsSeen() {
        // Six MiB an hour
        var trend = trend(Gauge.HEAP, seconds -> 40 + seconds / 600);
        assertThat(trend.added()).isCloseTo(4, within(0.02));
        assertThat(trend.isFlat()).isFalse();
        assertThat(trend.row()).contains("**grows**");
    }

    @Test
    void seriesMayNotGrowAtAll() {
        assertThat(trend(Gauge.SERIES, seconds -> 700).isFlat()).isTrue();
        assertThat(trend(Gauge.SERIES, seconds -> seconds < 3_000 ? 700 : 702).isFlat()).isFalse();
    }

    @Test
    void whatShrinksIsFlat() {
        assertThat(trend(Gauge.FILES, seconds -> 100 - seconds / 100).isFlat()).isTrue();
    }

    @Test
    void oneSampleHasNoTrend() {
        var trend = Trend.of(Gauge.HEAP, List.of(new Trend.Point(10, 40)));
        assertThat(trend.added()).isZero();
    }
}
