package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tidegate.event.Delivery;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent: method, address, header fields, signatures. */
class HttpRequestTest extends HttpFixture {

    private static final String ORDER =
            """
            {"id": 7, "name": "\u00fc & b/c?d", "none": null, "empty": "", "up": "..", "list": [1],
             "line": "a\\r\\nX-Evil: 1"}
            """;

    private final HttpSink sink = sink();

    private String url(String rest) {
        return "url: 'http://127.0.0.1:" + sink.port() + rest + "'";
    }

    private Outcome send(String rest, String others) {
        return attempt("http: {" + url(rest) + ", " + others + "}", order());
    }

    private static Delivery order() {
        var headers = Headers.of("Content-Type", "application/json", "X-GitHub-Event", "push");
        return Parcels.delivery(headers, ORDER.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"})
    void anyMethodCanBeSentWithTheBody(String method) {
        // When
        var outcome = send("/things", "method: " + method);

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(sink.single().method()).isEqualTo(method);
        assertThat(sink.single().body()).isEqualTo(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void methodWithoutBodySendsNone(String method) throws Exception {
        // When
        var outcome = send("/things", "method: " + method + ", sign: c2lnbg==");

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(sink.single().method()).isEqualTo(method);
        assertThat(sink.single().body()).isEmpty();
        assertThat(sink.single().header("content-type")).isEqualTo("none");
        assertThat(sink.single().header("content-length")).isEqualTo("none");
        assertThat(sink.single().header("transfer-encoding")).isEqualTo("none");
        assertThat(sink.single().header("webhook-signature"))
                .isEqualTo(signed(new Webhook("c2lnbg=="), ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                    | /
                    ?a=b                                  | /?a=b
                    /a%20b?c=d%26e                        | /a%20b?c=d%26e
                    /{source}/{provider}/{type}           | /shop/github/push
                    /e/{id}?at={receivedAt}               | /e/7-1763900000000-3?at=2026-11-23T11%3A59%3A58Z
                    /orders/{.body.id}                    | /orders/7
                    /n/{.body.name}?q={.body.name}        | /n/%C3%BC%20%26%20b%2Fc%3Fd?q=%C3%BC%20%26%20b%2Fc%3Fd
                    ?q={.body.empty}&x={.body.id}         | /?q=&x=7
                    ?up={.body.up}                        | /?up=..
                    /v{.body.up}                          | /v..
                    /{.body.none // "unknown"}            | /unknown
                    /{.headers["x-github-event"]}         | /push
                    """)
    void addressIsFilledFromTheEvent(String rest, String uri) {
        // When
        var outcome = send(rest, "method: POST");

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(sink.single().uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /{.body.none}        | no value for {.body.none}
                    /{.body.missing}/x   | no value for {.body.missing}
                    /{.body.list}        | no value for {.body.list}
                    /{.body.empty}       | a value in the path is empty
                    /a/{.body.up}/b      | a value would lead to another path
                    /{.body.up}?a        | a value would lead to another path
                    /a/.{.body.id}/../b  | a value would lead to another path
                    """)
    void eventThatDoesNotFitTheAddressIsDead(String rest, String reason) {
        // When
        var outcome = send(rest, "method: POST");

        // Then
        assertThat(outcome).isEqualTo(Outcome.dead(reason));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void eventThatIsNotJsonIsDeadOnlyIfItIsLookedInto() {
        // Given
        var action = action("http: {" + url("/{type}") + "}");
        var looking = action("http: {" + url("/{.body.id}") + "}");

        // Then
        assertThat(attempt(action, Parcels.delivery("hello"))).isEqualTo(Outcome.delivered());
        assertThat(attempt(looking, Parcels.delivery("hello")))
                .isEqualTo(Outcome.dead("body is not JSON in {.body.id}"));
    }

    @Test
    void headerFieldsAreFilledFromTheEvent() {
        // When
        send("/", "headers: {X-Order: 'no {.body.id} of {source}', X-Json: '{\"a\": {}}'}");

        // Then
        assertThat(sink.single().header("x-order")).isEqualTo("no 7 of shop");
        assertThat(sink.single().header("x-json")).isEqualTo("{\"a\": {}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {".body.line", ".body.name"})
    void headerFieldThatHttpDoesNotAllowIsNeverSent(String place) {
        // When
        var outcome = send("/", "headers: {X-Order: '{" + place + "}'}");

        // Then
        assertThat(outcome)
                .isEqualTo(Outcome.dead("header X-Order would not be printable ASCII in one line"));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void onlyListedHeaderFieldsOfTheSenderPass() {
        // Given
        var headers =
                Headers.of(
                        "Content-Type",
                        "text/x",
                        "X-GitHub-Event",
                        "push",
                        "X-GitHub",
                        "no",
                        "X-Other",
                        "no",
                        "Cookie",
                        "c",
                        "X-HTTP-Method-Override",
                        "DELETE");

        // When
        attempt(
                "http: {" + url("/") + ", forward: [content-type, X-GitHub-*, cookie]}",
                Parcels.delivery(headers, new byte[0]));

        // Then
        assertThat(names(sink.single()))
                .contains("content-type", "x-github-event")
                .doesNotContain("x-github", "x-other", "cookie", "x-http-method-override");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Real-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "X-Forwarded-Host",
                "Tidegate-Anything"
            })
    void whatAServerMightTakeForItsProxysWordNeverPasses(String name) {
        // When
        attempt("http: {" + url("/") + "}", Parcels.delivery(Headers.of(name, "x"), new byte[0]));

        // Then
        assertThat(sink.single().header(name)).isEqualTo("none");
    }

    @Test
    void everySecretSigns() throws Exception {
        // Given
        String old = "b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQ=";
        String next = "bmV4dCBuZXh0IG5leHQgbmV4dCBuZXh0";

        // When
        send("/", "sign: [whsec_" + old + ", " + next + "]");

        // Then
        assertThat(sink.single().header("webhook-signature"))
                .isEqualTo(
                        signed(new Webhook(old), ORDER) + " " + signed(new Webhook(next), ORDER));
    }

    private static String signed(Webhook library, String body) throws Exception {
        return library.sign("7-1763900000000-3", Parcels.NOW.getEpochSecond(), body);
    }

    private static List<String> names(HttpSink.Taken taken) {
        return taken.headers().names().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    }
}
