package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.Requests.targeting;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.verify.value.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenTextsTest {

    @Test
    void aTextIsOnlyWrittenWhereAnotherIsNotEmpty() {
        var withQuery = Evidence.of(targeting("/in/x?a=1"));

        assertThat(in(withQuery, "if-any(rawquery, \"?\", rawquery)")).hasValue("?a=1");
        assertThat(in(body("x"), "if-any(rawquery, \"?\")")).hasValue("");
        assertThat(in(body("x"), "if-any(header:X-Absent, \"?\")")).isEmpty();
    }

    @Test
    void aTextIsOnlyThereWhereTwoOthersAreEqual() {
        String rule = "if-equal(header:A, header:B, \"both \", header:A)";

        assertThat(in(headers("A", "x", "B", "x"), rule)).hasValue("both x");
        assertThat(in(headers("A", "x", "B", "y"), rule)).isEmpty();
        assertThat(in(headers("A", "x"), rule)).isEmpty();
        assertThat(in(headers(), rule)).isEmpty();
    }

    @Test
    void textsAreJoinedIfAllAreThere() {
        assertThat(in(headers("A", "1", "B", "2"), "join(header:A, \"-\", header:B)"))
                .hasValue("1-2");
        assertThat(in(headers("A", "1"), "join(header:A, \"-\", header:B)")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/jira, https://a.test/jira, /",
        "https://a.test/jira, https://a.test/jira/, /",
        "https://a.test/jira/, https://b.test/jira/issue/?x=/y, /issue",
        "https://a.test, https://a.test/issue&1, /issue%261",
        "https://a.test, https://a.test, /"
    })
    void aPathIsRelativeToTheBaseAddress(String base, String url, String path) {
        assertThat(in(headers("B", base, "U", url), "path-after(header:B, header:U)"))
                .hasValue(path);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/jira, https://a.test/jiraffe",
        "https://a.test/jira, https://a.test/",
        "no address, https://a.test/"
    })
    void aPathOutsideOfTheBaseAddressIsNone(String base, String url) {
        assertThat(in(headers("B", base, "U", url), "path-after(header:B, header:U)")).isEmpty();
    }

    @Test
    void theSecondOfReceiptIsTold() {
        assertThat(in(body(""), "received-seconds()")).hasValue("1795428000");
        assertThatThrownBy(() -> OddValues.value("received-seconds(\"h\")"))
                .hasMessageContaining("needs 0 arguments and has 1");
    }

    @Test
    void oneTextOfTheJsonBodyIsExchangedAndAllElseStays() {
        var sent = body("{ \"a\":[ 1 ],\"auth\" : \"0f\" ,\"ü\":\"auth\"}");

        assertThat(in(sent, "json-with(\"/auth\", \"k\")"))
                .hasValue("{ \"a\":[ 1 ],\"auth\" : \"k\" ,\"ü\":\"auth\"}");
        assertThat(in(sent, "json-with(\"/b\", \"k\")")).isEmpty();
        assertThat(in(body("no json"), "json-with(\"/auth\", \"k\")")).isEmpty();
        assertThat(in(body(new byte[] {0, '{', 0, '}'}), "json-with(\"/auth\", \"k\")")).isEmpty();
    }
}
