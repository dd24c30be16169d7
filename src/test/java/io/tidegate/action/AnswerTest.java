package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void successIsDelivered(int status) {
        assertThat(outcome(status)).isEqualTo(Outcome.delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 599})
    void whatMayPassIsRetriedForAsLongAsThePolicyAllows(int status) {
        assertThat(outcome(status)).isEqualTo(retry(status, Duration.ZERO, UNLIMITED));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 308, 400, 401, 403, 404, 405, 413, 415, 422, 451})
    void whatHardlyPassesIsRetriedAFewTimes(int status) {
        assertThat(outcome(status)).isEqualTo(retry(status, Duration.ZERO, 3));
    }

    @Test
    void goneIsFinal() {
        assertThat(outcome(410)).isEqualTo(Outcome.gone("410"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0                             | 0
                    120                           | 120
                    ' 7 '                         | 7
                    3600                          | 3600
                    3601                          | 3600
                    999999999                     | 3600
                    99999999999999999999          | 0
                    -5                            | 0
                    soon                          | 0
                    ''                            | 0
                    1.5                           | 0
                    Mon, 23 Nov 2026 12:05:00 GMT | 300
                    Mon, 23 Nov 2026 11:00:00 GMT | 0
                    Mon, 30 Nov 2026 12:00:00 GMT | 3600
                    """)
    void retryAfterIsHonouredUpToAnHour(String header, long seconds) {
        // When
        var outcome = Answer.outcome(503, Optional.of(header), Parcels.NOW);

        // Then
        assertThat(outcome).isEqualTo(retry(503, Duration.ofSeconds(seconds), UNLIMITED));
    }

    private static Outcome outcome(int status) {
        return Answer.outcome(status, Optional.empty(), Parcels.NOW);
    }

    private static Outcome retry(int status, Duration notBefore, int limit) {
        return new Outcome.Retry(Integer.toString(status), notBefore, limit);
    }
}
