package io.tidegate.verify.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingTest {

    @ParameterizedTest
    @EnumSource(
            value = Coding.class,
            names = {"HEX", "BASE64", "BASE64URL"})
    void whatIsWrittenIsReadBack(Coding coding) {
        var random = new Random(7);
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(coding.decode(coding.encode(bytes))).hasValue(bytes);
        }
    }

    @Test
    void hexIsReadInEitherCase() {
        assertThat(Coding.HEX.decode("00fFAb")).hasValue(new byte[] {0, -1, (byte) 0xab});
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "0x00", " 00", "00 ", "0 0", "00\n", "+1", "-1", "００", "é0"})
    void whatIsNotExactlyHexIsRefused(String text) {
        assertThat(Coding.HEX.decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA",
                "AA=",
                "AA===",
                "AB==",
                "A A=",
                "AAA=\n",
                " AAAA",
                "-_8=",
                "AA==AA==",
                "A"
            })
    void whatIsNotExactlyBase64IsRefused(String text) {
        assertThat(Coding.BASE64.decode(text)).isEmpty();
    }

    @Test
    void base64urlIsReadWithAndWithoutPadding() {
        byte[] bytes = {-5, -1};

        assertThat(Coding.BASE64URL.decode("-_8")).hasValue(bytes);
        assertThat(Coding.BASE64URL.decode("-_8=")).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+/8", "-_9", "-_8==", "-_8 ", "A"})
    void whatIsNotExactlyBase64urlIsRefused(String text) {
        assertThat(Coding.BASE64URL.decode(text)).isEmpty();
    }

    @Test
    void textStandsForItsOwnBytes() {
        byte[] bytes = "tide ü".getBytes(StandardCharsets.UTF_8);

        assertThat(Coding.UTF8.decode("tide ü")).hasValue(bytes);
        assertThat(Coding.UTF8.encode(bytes)).isEqualTo("tide ü");
    }
}
