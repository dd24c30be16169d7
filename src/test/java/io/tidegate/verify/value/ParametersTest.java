package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.targeting;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @ParameterizedTest
    @CsvSource({
        "a=1, 1",
        "a=1&b=2, 1",
        "b=2&a=1, 1",
        "a=, ''",
        "a, ''",
        "b&a&c, ''",
        "a=b=c, b=c",
        "a=x+y, 'x y'",
        "a=%2B%3d, +=",
        "%61=1, 1",
        "a=%C3%BC, ü",
        "&&a=1&&, 1",
        "aa=2&a=1, 1"
    })
    void theOneParameterOfANameIsDecoded(String encoded, String expected) {
        assertThat(Parameters.single(encoded, "a")).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&",
                "=",
                "b=1",
                "A=1",
                "a=1&a=1",
                "a=1&%61=2",
                "a=%",
                "a=%2",
                "a=%zz",
                "a=%+1",
                "a=%FF",
                "a=ü",
                "a=%C3",
                "a=1&a=%"
            })
    void anAbsentRepeatedOrGarbledParameterIsAbsent(String encoded) {
        assertThat(Parameters.single(encoded, "a")).isEmpty();
    }

    @Test
    void queryParametersAreReadFromTheRawTarget() {
        var value = new QueryValue("token");

        assertThat(value.in(Evidence.of(targeting("/in/x?token=a%26b")))).hasValue("a&b");
        assertThat(value.in(Evidence.of(targeting("/in/x")))).isEmpty();
        assertThat(value.in(Evidence.of(targeting("/in/token=1")))).isEmpty();
    }

    @Test
    void aQueryParameterIsPutBesideOthers() {
        var value = new QueryValue("token");

        assertThat(value.put(Evidence.of(targeting("/in/x")), "a b&c").request().target())
                .isEqualTo("/in/x?token=a+b%26c");
        assertThat(value.put(Evidence.of(targeting("/in/x?y=1")), "z").request().target())
                .isEqualTo("/in/x?y=1&token=z");
    }

    @Test
    void formFieldsAreReadFromTheBody() {
        assertThat(new FormValue("payload").in(body("x=1&payload=%7B%7D"))).hasValue("{}");
        assertThat(new FormValue("payload").in(body(new byte[] {-1, -2, '=', 0}))).isEmpty();
    }

    @Test
    void allParametersAreToldInTheirOrderAndAsTheyWereWritten() {
        assertThat(Parameters.all("b=x+y&&%61&c=1=2"))
                .hasValue(
                        java.util.List.of(
                                new Parameters.Parameter("b", "x y", "b=x+y"),
                                new Parameters.Parameter("a", "", "%61"),
                                new Parameters.Parameter("c", "1=2", "c=1=2")));
        assertThat(Parameters.all("")).hasValue(java.util.List.of());
        assertThat(Parameters.all("a=1&b=%")).isEmpty();
    }

    @Test
    @org.junit.jupiter.api.Timeout(10)
    void aMillionParametersAreNotAMillionWalks() {
        String many = "a&".repeat(1_000_000);

        assertThat(Parameters.single(many, "bb")).isEmpty();
        assertThat(Parameters.all(many).orElseThrow()).hasSize(1_000_000);
    }
}
