package io.tidegate.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Headers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyViewTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/json                   ~ {"a": 1}         ~ {"a":1}
                    application/vnd.api+json; v=2      ~ [1]              ~ [1]
                    APPLICATION/JSON                   ~ 7                ~ 7
                    text/plain                         ~ {"a": 1}         ~ {"a":1}
                    text/plain                         ~ 7                ~ "7"
                    text/plain                         ~ [not] json       ~ "[not] json"
                    application/xml                    ~ <a b="c">d</a>   ~ "<a b=\\"c\\">d</a>"
                    text/xml; charset=utf-8            ~ <a/>             ~ "<a/>"
                    application/octet-stream           ~ {"a": 1}         ~ {"a":1}
                    application/x-www-form-urlencoded  ~ a=1&b=x+y%21     ~ {"a":"1","b":"x y!"}
                    application/x-www-form-urlencoded  ~ a=1&b=2&a=3&a=4  ~ {"a":["1","3","4"],"b":"2"}
                    application/x-www-form-urlencoded  ~ a=&b&%C3%BC=%C3%A9 ~ {"a":"","b":"","ü":"é"}
                    application/x-www-form-urlencoded  ~ payload=%7B%22a%22%3A1%7D ~ {"payload":"{\\"a\\":1}"}
                    application/x-www-form-urlencoded  ~ {"a": 1}         ~ {"a":1}
                    """)
    void bodyIsSeenByItsContentType(String type, String body, String seen) {
        assertThat(BodyView.read(Headers.of("content-type", type), body.getBytes(UTF_8)).toString())
                .isEqualTo(seen);
    }

    @Test
    void formInPartsIsAnObjectOfItsTextFields() {
        // Given
        String body =
                """
                --b1
                Content-Disposition: form-data; name="from"

                Zoë <zoe@example.com>
                --b1
                Content-Disposition: form-data; name="to"

                a@example.com
                --b1
                Content-Disposition: form-data; name="to"

                b@example.com
                --b1
                Content-Disposition: form-data; name="attachment"; filename="a.bin"
                Content-Type: application/octet-stream

                0123
                --b1--
                """
                        .replace("\n", "\r\n");
        // When
        var seen =
                BodyView.read(
                        Headers.of("Content-Type", "multipart/form-data; boundary=b1"),
                        body.getBytes(UTF_8));
        // Then
        assertThat(seen.toString())
                .isEqualTo(
                        "{\"from\":\"Zoë <zoe@example.com>\","
                                + "\"to\":[\"a@example.com\",\"b@example.com\"]}");
    }

    @Test
    void textThatIsNotUtf8IsNull() {
        var latin = "<a>\u00e9</a>".getBytes(ISO_8859_1);
        assertThat(BodyView.read(Headers.of("Content-Type", "text/xml"), latin).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/json                    ~ {"a":        ~ body is not JSON
                    application/json                    ~ ``           ~ body is empty
                    multipart/form-data                 ~ --b          ~ body is a form in parts, but nothing says what is between them
                    application/x-www-form-urlencoded   ~ a=%zz        ~ body is not a form of at most 10000 fields
                    """)
    void bodyThatIsNotWhatItSaysFails(String type, String body, String reason) {
        assertThatThrownBy(
                        () -> BodyView.read(Headers.of("Content-Type", type), body.getBytes(UTF_8)))
                .isInstanceOf(JqFailure.class)
                .hasMessage(reason);
    }

    @Test
    void bodyWithoutAContentTypeMustBeJson() {
        assertThat(BodyView.read(Headers.none(), "[1]".getBytes(UTF_8)).toString())
                .isEqualTo("[1]");
        assertThatThrownBy(() -> BodyView.read(Headers.none(), "a=1".getBytes(UTF_8)))
                .hasMessage("body is not JSON");
    }

    @Test
    void formHasAtMostTenThousandFields() {
        var type = Headers.of("Content-Type", "application/x-www-form-urlencoded");
        var most = "a=1&".repeat(9_999) + "a=1";
        assertThat(BodyView.read(type, most.getBytes(UTF_8)).get("a")).hasSize(10_000);
        assertThatThrownBy(() -> BodyView.read(type, (most + "&a=1").getBytes(UTF_8)))
                .isInstanceOf(JqFailure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded"})
    void bodyBeyondTheLimitFailsWhateverItIs(String type) {
        var large = new byte[BodyView.MAX_READ_BYTES + 1];
        assertThatThrownBy(() -> BodyView.read(Headers.of("Content-Type", type), large))
                .hasMessage("body larger than 4194304 bytes");
    }

    @Test
    void bodyIsParsedOnceHoweverManyRoutesReadIt() {
        // Given routes that all look into the body, half of them to make a payload of it
        var router = Router.compile(readers(100), Map.of());
        var parses = new AtomicInteger();
        // When
        var routing = router.route(Routed.event("{\"n\":1}"), counting(parses));
        // Then
        assertThat(routing.owed()).hasSize(100);
        assertThat(parses).hasValue(1);
    }

    @Test
    void rubbishIsParsedOnceToo() {
        // Given
        var router = Router.compile(readers(100), Map.of());
        var parses = new AtomicInteger();
        // When
        var routing = router.route(Routed.event("{"), counting(parses));
        // Then
        assertThat(routing.results()).hasSize(100).allMatch(it -> it.match() == Match.FAILED);
        assertThat(parses).hasValue(1);
    }

    @Test
    void bodyIsNotParsedIfNoRouteLooksAtIt() {
        // Given
        var router = Routed.router(".type == \"push\"", "{type}");
        var parses = new AtomicInteger();
        // When
        var routing = router.route(Routed.event("{\"n\":1}"), counting(parses));
        // Then
        assertThat(routing.owed()).hasSize(1);
        assertThat(parses).hasValue(0);
    }

    private static BodyView.Reader counting(AtomicInteger parses) {
        return (headers, body) -> {
            parses.incrementAndGet();
            return BodyView.read(headers, body);
        };
    }

    private static Map<String, RouteConfig> readers(int count) {
        var routes = new LinkedHashMap<String, RouteConfig>();
        for (int i = 0; i < count; i++) {
            var transform = i % 2 == 0 ? "" : "{n: .body.n}";
            routes.put(
                    "r" + i,
                    new RouteConfig(List.of("*"), ".body.n > 0", transform, List.of("d" + i)));
        }
        return routes;
    }
}
