package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How durations, sizes, numbers and secrets are written. */
class TextFormsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "250ms, 250",
        "5s, 5000",
        "10m, 600000",
        "6h, 21600000",
        "3d, 259200000",
        "3650d, 315360000000",
        "007s, 7000",
    })
    void durationsAreACountAndAUnit(String text, long millis) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "5 s", "-5s", "+5s", "5S", "1.5s", "1h30m", "5sec", "5\n"})
    void whatIsNoDurationIsRefusedWithTheWayToWriteOne(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a duration; write it like 250ms, 5s, 10m, 6h or 3d", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3651d", "87601h", "999999999999d", "315360000001ms"})
    void durationsBeyondAllSenseAreRefused(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is longer than 3650d", text);
    }

    @Test
    void everyDurationThatIsReadFitsIntoNanoseconds() {
        assertThat(DurationText.parse("3650d").toNanos()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"60s, 1m", "90s, 90s", "1500ms, 1500ms", "24h, 1d", "72h, 3d", "61m, 61m"})
    void durationsAreShownInTheLargestUnitThatFits(String text, String shown) {
        assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "64KiB, 65536",
        "64 kib, 65536",
        "1MiB, 1048576",
        "2GiB, 2147483648",
        "999999999GiB, 1073741822926258176",
    })
    void sizesAreACountAndAUnit(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1.5MiB", "1MB", "1TiB", "1000000000GiB", "1 2"})
    void whatIsNoSizeIsRefusedWithTheWayToWriteOne(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a size; write it like 64KiB, 1MiB or 2GiB", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "512", "1000", "64KiB", "3MiB", "1025KiB", "2GiB"})
    void sizesAreShownAsTheyAreWritten(String text) {
        assertThat(ByteSize.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649"})
    void numbersThatDoNotFitAreRefused(String text) {
        assertThatThrownBy(() -> Scalars.read(int.class, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is too large", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "NaN", "0x1F", "1,5", ".5", "5.", "--5", " 5", "1_0", "\u0661"})
    void whatOnlyLooksLikeANumberIsRefused(String text) {
        assertThatThrownBy(() -> Scalars.read(double.class, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'%s' is not a number", text);
    }

    @Test
    void wordsAreSpelledInLowerCaseWithDashes() {
        assertThat(Scalars.words(VerifyConfig.Parse.class)).contains("kv-list", "tagged-list");
        assertThat(Scalars.read(VerifyConfig.Parse.class, "kv-list"))
                .isEqualTo(VerifyConfig.Parse.KV_LIST);
        assertThatThrownBy(() -> Scalars.read(VerifyConfig.Parse.class, "KV_LIST"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(new Secret("s3cret")).hasToString("***");
        assertThat(Secret.NONE).hasToString("");
        assertThat(Secret.NONE.isPresent()).isFalse();
    }
}
