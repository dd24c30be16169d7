package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.NOW;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {

    private static final Value WHEN = value("header:X-Time");

    @Test
    void timesWithinTheToleranceAreFreshOnBothSides() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60));

        for (int seconds : new int[] {-60, -59, 0, 59, 60}) {
            assertThat(window.reject(sent(NOW.plusSeconds(seconds)))).as("" + seconds).isEmpty();
        }
    }

    @Test
    void timesBeyondTheToleranceAreStaleOrFromTheFuture() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60));

        assertThat(window.reject(sent(NOW.minusSeconds(61)))).hasValue(Rejection.STALE);
        assertThat(window.reject(sent(NOW.plusSeconds(61)))).hasValue(Rejection.FROM_THE_FUTURE);
    }

    @Test
    void aWideToleranceForRetriesDoesNotReachFarIntoTheFuture() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofHours(8));

        assertThat(window.reject(sent(NOW.minus(Duration.ofHours(8))))).isEmpty();
        assertThat(window.reject(sent(NOW.plusSeconds(300)))).isEmpty();
        assertThat(window.reject(sent(NOW.plusSeconds(301)))).hasValue(Rejection.FROM_THE_FUTURE);
    }

    @Test
    void theFutureCanBeTakenAsItComes() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60), true);

        assertThat(window.reject(headers("X-Time", "999999999999999"))).isEmpty();
        assertThat(window.reject(sent(NOW.minusSeconds(61)))).hasValue(Rejection.STALE);
    }

    @Test
    void millisecondsAreAUnitOfTheirOwn() {
        var window = new TimeWindow(WHEN, TimeUnit.MILLISECONDS, Duration.ofSeconds(60));

        assertThat(window.reject(headers("X-Time", "" + NOW.toEpochMilli()))).isEmpty();
        assertThat(window.reject(sent(NOW))).hasValue(Rejection.STALE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "-1",
                "+1",
                "1.5.5",
                ".5",
                "1e9",
                "0x1",
                "1795428000 ",
                " 1795428000",
                "１７９５４２８０００",
                "9999999999999999",
                "2026-11-23T10:00:00Z"
            })
    void whatIsNoNumberIsMalformed(String text) {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60));

        assertThat(window.reject(headers("X-Time", text))).hasValue(Rejection.MALFORMED_TIMESTAMP);
    }

    @Test
    void anAbsentTimeIsMalformed() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60));

        assertThat(window.reject(headers())).hasValue(Rejection.MALFORMED_TIMESTAMP);
    }

    @Test
    void theLargestNumberOverflowsNothing() {
        for (TimeUnit unit : List.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS)) {
            var window = new TimeWindow(WHEN, unit, Duration.ofDays(30));

            assertThat(
                            window.reject(
                                    headers(
                                            "X-Time",
                                            "9".repeat(unit == TimeUnit.SECONDS ? 12 : 15))))
                    .hasValue(Rejection.FROM_THE_FUTURE);
            assertThat(window.reject(headers("X-Time", "0"))).hasValue(Rejection.STALE);
        }
    }

    @Test
    void aToleranceMustMakeSense() {
        for (var tolerance :
                new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(31)}) {
            assertThatThrownBy(() -> new TimeWindow(WHEN, TimeUnit.SECONDS, tolerance))
                    .hasMessage("must be more than zero and at most 30d");
        }
    }

    @Test
    void aSenderStampsItsRequestWithTheTime() {
        var window = new TimeWindow(WHEN, TimeUnit.SECONDS, Duration.ofSeconds(60));

        assertThat(window.reject(window.stamp(headers()))).isEmpty();
        assertThat(Freshness.ANY_AGE.stamp(headers()).request().headers().size()).isZero();
    }

    private static Evidence sent(Instant time) {
        return headers("X-Time", Long.toString(time.getEpochSecond()));
    }
}
