package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"b\":1, \"a\":{\"d\":[2, {\"f\":1,\"e\":2}],\"c\":null}} "
                        + "| {\"a\":{\"c\":null,\"d\":[2,{\"e\":2,\"f\":1}]},\"b\":1}",
                "[1.50,1e3,0.00029,12345678901234567890] | [1.50,1e3,0.00029,12345678901234567890]",
                "{\"u\":\"\\u00fc\\/\\u2028\"} | {\"u\":\"ü/\u2028\"}",
                "\"\\u0001\\b\\\"\\\\\" | \"\\u0001\\b\\\"\\\\\"",
                "\"\\ud83c\\udf0a\\ud83c\" | \"🌊\\ud83c\"",
                "{\"Z\":true,\"a\":false,\"\":[]} | {\"\":[],\"Z\":true,\"a\":false}"
            })
    void membersAreSortedAndTextsAreWrittenAsByJavaScript(String sent, String canonical) {
        assertThat(of(sent)).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}{}",
                "{} x",
                "[1,",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}"
            })
    void whatIsNotOneClearDocumentIsNothing(String sent) {
        assertThat(of(sent)).isEmpty();
    }

    @Test
    void whatGoesTooDeepIsNothing() {
        assertThat(of("[".repeat(33) + "]".repeat(33))).isPresent();
        assertThat(of("[".repeat(34) + "]".repeat(34))).isEmpty();
        assertThat(of("[".repeat(100_000))).isEmpty();
    }

    private static Optional<String> of(String json) {
        return in(body(json), "canonical-json(body)");
    }
}
