package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializedFormTest {

    @Test
    void phpCountsBytesAndPythonEscapesAllButAscii() {
        // Given   the texts that PHP 8 and Python 3 make of this form
        var form = body("name=M%C3%A4ra+%F0%9F%8C%8A&q=%22a%5C%0A%7F&empty=");

        assertThat(in(form, "php-serialize(body)"))
                .hasValue(
                        "a:3:{s:4:\"name\";s:10:\"Mära 🌊\";s:1:\"q\";s:5:\"\"a\\\n\u007f\";"
                                + "s:5:\"empty\";s:0:\"\";}");
        assertThat(in(form, "form-json(body)"))
                .hasValue(
                        "{\"name\": \"M\\u00e4ra \\ud83c\\udf0a\", \"q\": \"\\\"a\\\\\\n\\u007f\","
                                + " \"empty\": \"\"}");
    }

    @Test
    void anEmptyFormIsAnEmptyMap() {
        assertThat(in(body(""), "php-serialize(body)")).hasValue("a:0:{}");
        assertThat(in(body(""), "form-json(body)")).hasValue("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&%61=1"})
    void aNameThatComesTwiceMakesNothingOfIt(String form) {
        assertThat(in(body(form), "php-serialize(body)")).isEmpty();
        assertThat(in(body(form), "form-json(body)")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[]=1", "a%5Bb%5D=1", "7=1", "-7=1"})
    void aNameThatPhpTakesForMoreIsRefused(String form) {
        assertThat(in(body(form), "php-serialize(body)")).isEmpty();
    }
}
