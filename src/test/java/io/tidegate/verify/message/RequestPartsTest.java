package io.tidegate.verify.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.verify.Requests;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Settings;
import io.tidegate.verify.value.ValueSyntax;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components have the values that the examples of RFC 9421, section 2, show. */
class RequestPartsTest {

    private static final RequestParts PARTS = new RequestParts(Requests.value("url"));

    private static final Evidence FIELDS =
            Requests.headers(
                    "Host", "www.example.com",
                    "Date", "Tue, 20 Apr 2021 02:07:56 GMT",
                    "X-OWS-Header", "  Leading and trailing whitespace.  \t",
                    "X-Obs-Fold-Header", "Obsolete\r\n    line folding.",
                    "Cache-Control", "max-age=60",
                    "Cache-Control", "    must-revalidate",
                    "X-Empty-Header", "",
                    "Example-Dict", " a=1, b=2;x=1;y=2, c=(a   b    c), d",
                    "Content-Digest", "sha-256=:AAAA:,   x=1",
                    "Example-Header", "value, with, lots",
                    "Example-Header", "of, commas",
                    "X-Latin", "caf\u00e9",
                    "X-Line", "a\nb");

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "host > www.example.com",
                "date > Tue, 20 Apr 2021 02:07:56 GMT",
                "x-ows-header > Leading and trailing whitespace.",
                "x-obs-fold-header > Obsolete line folding.",
                "cache-control > max-age=60, must-revalidate",
                "example-dict > a=1, b=2;x=1;y=2, c=(a   b    c), d",
                "example-dict;key=\"a\" > 1",
                "example-dict;key=\"d\" > ?1",
                "example-dict;key=\"b\" > 2;x=1;y=2",
                "example-dict;sf;key=\"c\" > (a b c)",
                "content-digest;sf > sha-256=:AAAA:, x=1",
                "example-header > value, with, lots, of, commas",
                "example-header;bs > :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:"
            })
    void fieldsAreTakenAsTheirParametersSay(String component, String expected) {
        assertThat(value(component, FIELDS)).hasValue(expected);
    }

    private static Optional<String> value(String component, Evidence evidence) {
        return PARTS.value(Component.written(component), evidence);
    }

    @Test
    void anEmptyFieldIsThereAndAnAbsentOneIsNot() {
        assertThat(value("x-empty-header", FIELDS)).hasValue("");
        assertThat(value("x-absent", FIELDS)).isEmpty();
        assertThat(value("example-dict;key=\"z\"", FIELDS)).isEmpty();
        assertThat(value("date;key=\"a\"", FIELDS)).isEmpty();
        assertThat(value("x-line", FIELDS)).isEmpty();
        assertThat(value("x-latin;bs", FIELDS)).hasValue(":Y2Fm6Q==:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "@method > POST",
                "@target-uri > https://www.example.com/path?param=value&foo=bar&qux=&baz=bat%2Dman",
                "@authority > www.example.com",
                "@scheme > https",
                "@request-target > /path?param=value&foo=bar&qux=&baz=bat%2Dman",
                "@path > /path",
                "@query > ?param=value&foo=bar&qux=&baz=bat%2Dman",
                "@query-param;name=\"param\" > value",
                "@query-param;name=\"qux\" > ``",
                "@query-param;name=\"baz\" > bat-man"
            })
    void partsOfTheRequestAreDerived(String component, String expected) {
        var evidence = to("/path?param=value&foo=bar&qux=&baz=bat%2Dman", "www.Example.com:443");

        assertThat(value(component, evidence)).hasValue(expected);
    }

    @Test
    void whatIsNotInTheAddressIsEmptyOrASlash() {
        assertThat(value("@query", to("/path", "h"))).hasValue("?");
        assertThat(value("@query", to("/path?", "h"))).hasValue("?");
        assertThat(value("@query", to("/path?queryString", "h"))).hasValue("?queryString");
        assertThat(value("@path", Evidence.of(Requests.request("")))).isEmpty();
    }

    @Test
    void queryParametersAreSpelledInOneWay() {
        var evidence =
                to(
                        "/parameters?var=this%20is%20a%20big%0Amultiline%20value&"
                                + "bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something",
                        "www.example.com");

        assertThat(value("@query-param;name=\"var\"", evidence))
                .hasValue("this%20is%20a%20big%0Amultiline%20value");
        assertThat(value("@query-param;name=\"bar\"", evidence))
                .hasValue("with%20plus%20whitespace");
        assertThat(value("@query-param;name=\"fa%C3%A7ade%22%3A%20\"", evidence))
                .hasValue("something");
        assertThat(value("@query-param;name=\"fa%c3%a7ade%22%3a%20\"", evidence)).isEmpty();
        assertThat(value("@query-param;name=\"absent\"", evidence)).isEmpty();
    }

    @Test
    void aParameterThatComesTwiceIsNone() {
        assertThat(value("@query-param;name=\"a\"", to("/?a=1&a=1", "h"))).isEmpty();
        assertThat(value("@query-param;name=\"a\"", to("/?a=1&%61=2", "h"))).isEmpty();
    }

    @Test
    void theAddressOfTheSourceComesBeforeThatOfTheRequest() {
        var syntax =
                new ValueSyntax(new Settings(Map.of(), "HTTP://Public.example:80/a"), Map.of());
        var parts = new RequestParts(syntax.value("url"));
        var evidence = to("/internal?x=1", "pod-7:8080");

        assertThat(parts.value(Component.written("@target-uri"), evidence))
                .hasValue("http://public.example/a?x=1");
        assertThat(parts.value(Component.written("@scheme"), evidence)).hasValue("http");
    }

    @Test
    void anAddressWithoutAPathHasASlash() {
        var syntax = new ValueSyntax(new Settings(Map.of(), "https://public.example"), Map.of());
        var parts = new RequestParts(syntax.value("url"));
        var evidence = to("/internal?x=1", "pod-7:8080");

        assertThat(parts.value(Component.written("@path"), evidence)).hasValue("/");
        assertThat(parts.value(Component.written("@target-uri"), evidence))
                .hasValue("https://public.example/?x=1");
    }

    @Test
    void withTwoHostsThereIsNoAddress() {
        var evidence = Requests.headers("Host", "a", "Host", "b");

        assertThat(value("@authority", evidence)).isEmpty();
    }

    @Test
    void aFieldWhoseNameBeginsWithAnAtSignIsNeverLookedAt() {
        var evidence = Requests.headers("Host", "a", "@method", "GET");

        assertThat(value("@method", evidence)).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type",
                "@status",
                "@signature-params",
                "@unknown",
                "@",
                "a b",
                "a;tr",
                "a;req",
                "a;x",
                "a;sf=?0",
                "a;bs;sf",
                "a;bs;key=\"x\"",
                "a;key",
                "a;key=x",
                "a;sf",
                "@method;req",
                "@path;sf",
                "@query-param",
                "@query-param;name=x",
                "@query-param;name=\"x\";req",
                "(request-target)",
                "a\"b",
                "a;"
            })
    void whatIsNoComponentOfARequestIsRefused(String text) {
        assertThatThrownBy(() -> Component.written(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no component");
    }

    private static Evidence to(String target, String host) {
        return Evidence.of(
                new InboundRequest(
                        "POST", target, Headers.of("Host", host), new byte[0], Requests.NOW));
    }
}
