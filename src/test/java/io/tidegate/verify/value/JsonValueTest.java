package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    private static final String DOCUMENT =
            """
            {"a": {"b": [10, {"c": "deep"}, [true, null]]}, "a/b": "slash", "m~n": "tilde",
             "": "empty", "t": "tide", "n": -1.50e2, "o": {}, "l": [], "u": "\\u00fc", "b": false}
            """;

    @ParameterizedTest
    @CsvSource({
        "/t, tide", "/a/b/0, 10", "/a/b/1/c, deep", "/a/b/2/0, true", "/a~1b, slash",
        "/m~0n, tilde", "/, empty", "/n, -1.50e2", "/u, ü", "/b, false"
    })
    void scalarsAreFoundAsTheyAreWritten(String pointer, String expected) {
        assertThat(value("json:" + pointer).in(body(DOCUMENT))).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x",
                "/a",
                "/o",
                "/l",
                "/l/0",
                "/a/b",
                "/a/b/3",
                "/a/b/-1",
                "/a/b/01",
                "/a/b/-",
                "/a/b/1/c/d",
                "/t/0",
                "/a/b/2/1",
                "/a/b/99999999",
                "/a/b/999999999999",
                "/A"
            })
    void whatIsNoScalarIsAbsent(String pointer) {
        assertThat(value("json:" + pointer).in(body(DOCUMENT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "\"", "{\"x\"", "{\"x\":", "nul", "}{", "a=b&c=d"})
    void whatIsNotJsonHoldsNothing(String document) {
        assertThat(value("json:/a/0").in(body(document))).isEmpty();
    }

    @Test
    void theValueIsFoundBeforeABrokenEnd() {
        assertThat(value("json:/id").in(body("{\"id\":\"e1\", broken"))).hasValue("e1");
    }

    @Test
    void aListCanBeTheWholeDocument() {
        assertThat(value("json:/1/id").in(body("[{\"id\":1},{\"id\":2}]"))).hasValue("2");
    }

    @Test
    void aHundredThousandLevelsAreRefusedWithoutOverflow() {
        String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"id\":\"e1\"}";

        assertThat(value("json:/id").in(body(deep))).isEmpty();
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        String digits = "9".repeat(1_000_000);

        assertThat(value("json:/id").in(body("{\"id\":" + digits + "}"))).isEmpty();
        assertThat(value("json:/id").in(body("{\"n\":1." + digits + ",\"id\":1}"))).isEmpty();
    }

    @Test
    void aTextOfMoreThanAMegabyteIsSkippedButNeverReturned() {
        String text = "\"" + "x".repeat((1 << 20) + 1) + "\"";

        assertThat(value("json:/id").in(body("{\"t\":" + text + ",\"id\":1}"))).hasValue("1");
        assertThat(value("json:/id").in(body("{\"id\":" + text + "}"))).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8AreNoJson() {
        byte[] body = "{\"id\":\"\u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(value("json:/id").in(body(body))).isEmpty();
    }

    @Test
    void aPointerMustBeginWithASlash() {
        assertThatThrownBy(() -> value("json:id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("json:id must begin with a slash, as in json:/data/id");
    }
}
