package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "first-bytes, abcd, abc",
        "first-bytes, abc, abc",
        "after-bytes, abcd, d",
        "after-bytes, abc, ''",
        "repeat-to, ab, aba",
        "repeat-to, abcd, abc",
        "zero-fill, abc, abc"
    })
    void bytesAreBroughtToALength(String function, String from, String to) {
        assertThat(in(body(from), function + "(\"3\", body)")).hasValue(to);
    }

    @Test
    void zerosAreZeros() {
        assertThat(in(body("a"), "hex(zero-fill(\"3\", body))")).hasValue("610000");
    }

    @ParameterizedTest
    @CsvSource({"first-bytes, ab", "after-bytes, ab", "repeat-to, ''", "zero-fill, abcd"})
    void whatHasNotTheLengthForItIsNothing(String function, String from) {
        assertThat(in(body(from), function + "(\"3\", body)")).isEmpty();
    }

    @Test
    void aCountIsANumber() {
        for (String count : new String[] {"0", "65", "x", "-1", ""}) {
            assertThatThrownBy(() -> OddValues.value("first-bytes(\"" + count + "\", body)"))
                    .hasMessageContaining("is not a count up to 64");
        }
    }

    @Test
    void packedBytesAreUnpackedAndOthersStay() {
        assertThat(in(body(packed("{\"a\":1}".getBytes(StandardCharsets.UTF_8))), "inflate(body)"))
                .hasValue("{\"a\":1}");
        assertThat(in(body("{\"a\":1}"), "inflate(body)")).hasValue("{\"a\":1}");
        assertThat(in(body("x\u0001"), "inflate(body)")).hasValue("x\u0001");
        assertThat(in(body(new byte[] {0x78, (byte) 0x9c, 1, 2}), "inflate(body)")).isEmpty();
    }

    @Test
    void whatUnpacksToTooMuchIsNothing() {
        assertThat(in(body(packed(new byte[4 << 20])), "inflate(body)")).isPresent();
        assertThat(in(body(packed(new byte[(4 << 20) + 1])), "inflate(body)")).isEmpty();
    }

    @Test
    void base64MayHaveLineBreaksAndNothingElse() {
        assertThat(in(body("aGlnaCB3\r\nYXRl\ncg==\n"), "unbase64-lines(body)"))
                .hasValue("high water");
        assertThat(in(body("aGlnaCB3 YXRlcg=="), "unbase64-lines(body)")).isEmpty();
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        } catch (IOException cause) {
            throw new IllegalStateException(cause);
        }
        return packed.toByteArray();
    }
}
