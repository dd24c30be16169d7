package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.targeting;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.verify.value.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFunctionsTest {

    @ParameterizedTest
    @CsvSource({
        "b=2&a=1, a=1&b=2",
        "a=2&a=1, a=1&a=2",
        "B=1&a=2, B=1&a=2",
        "b=%2b&%61=x+y, %61=x+y&b=%2b",
        "a&&b=, a&b=",
        "'', ''"
    })
    void parametersAreSortedByNameThenValueAndStayAsTheyWereWritten(String sent, String sorted) {
        assertThat(in(body(sent), "sort-params(body)")).hasValue(sorted);
    }

    @Test
    void theQueryOfMessageBirdsOwnTestIsSorted() {
        var evidence = Evidence.of(targeting("/hook?def=bar&abc=foo"));

        assertThat(in(evidence, "sort-params(rawquery)")).hasValue("abc=foo&def=bar");
    }

    @Test
    void aRepeatedNameAndValueCountsOnce() {
        assertThat(in(body("a=1&b=2&%61=1&a=3"), "unique-params(body)")).hasValue("a=1&b=2&a=3");
    }

    @Test
    void theParametersOfOneNameAreLeftOut() {
        assertThat(in(body("a=1&sig=x&b=2&%73ig=y"), "without-param(body, \"sig\")"))
                .hasValue("a=1&b=2");
    }

    @Test
    void parametersAreJoinedAsTheProviderLikes() {
        var form = body("To=%2B1800&From=M%C3%A4ra+B");

        assertThat(in(form, "join-params(sort-params(body), \"\", \"\")"))
                .hasValue("FromMära BTo+1800");
        assertThat(in(form, "join-params(body, \"=\", \"&\")")).hasValue("To=+1800&From=Mära B");
    }

    @Test
    void theCanonicalQueryIsThatOfAtlassiansExample() {
        String query = "zee_last=param&repeated=parameter%201&first=param&repeated=parameter+2";

        assertThat(
                        in(
                                Evidence.of(targeting("/path/to/service?" + query)),
                                "canonical-query(rawquery)"))
                .hasValue("first=param&repeated=parameter%201,parameter%202&zee_last=param");
        assertThat(in(body("a=*~%2B"), "canonical-query(body)")).hasValue("a=%2A~%2B");
    }

    @Test
    void valuesAreEncodedAsByPhp() {
        assertThat(in(body("item=High%20water+%26%20more&b=&c=*~-_."), "php-params(body)"))
                .hasValue("item=High+water+%26+more&b=&c=%2A%7E-_.");
        assertThat(in(body("ä b"), "php-urlencode(body)")).hasValue("%C3%A4+b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%zz&b", "ü=1", "a=%FF"})
    void whatCannotBeDecodedIsNothing(String garbled) {
        for (String function :
                new String[] {
                    "sort-params(body)",
                    "unique-params(body)",
                    "without-param(body, \"a\")",
                    "join-params(body, \"\", \"\")",
                    "canonical-query(body)",
                    "php-params(body)",
                    "php-serialize(body)",
                    "form-json(body)"
                }) {
            assertThat(in(body(garbled), function)).as(function).isEmpty();
        }
    }

    @Test
    void wrongArgumentsAreToldWhenTheFileIsRead() {
        assertThatThrownBy(() -> OddValues.value("sort-params(body, body)"))
                .hasMessage("sort-params(): needs 1 arguments and has 2");
        assertThatThrownBy(() -> OddValues.value("without-param(body, header:X)"))
                .hasMessageContaining("argument 2 must be a text in quotes or a setting");
    }
}
