package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.Requests.targeting;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.verify.Requests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "header:x-id, h1",
        "header:X-ID, h1",
        "query:q, q1",
        "json:/id, j1",
        "sig:t, 12",
        "text:tide turned, tide turned",
        "method, POST",
        "path, /in/x",
        "url, https://gateway.example/in/x?q=q1",
        "' header:none|json:/id ', j1",
        "header:x-id | json:/id, h1",
        "text:a:b, a:b"
    })
    void everyKindOfValueIsRead(String text, String expected) {
        var request =
                Requests.request(
                        "/in/x?q=q1",
                        "{\"id\":\"j1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "X-Id",
                        "h1",
                        "Host",
                        "gateway.example");
        var evidence = Evidence.of(request).with(Map.of("t", "12"));

        assertThat(value(text).in(evidence)).hasValue(expected);
    }

    @Test
    void theBodyIsReadAsText() {
        assertThat(value("body").in(body("tide ü"))).hasValue("tide ü");
        assertThat(value("form:a").in(body("a=1"))).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "|",
                "header",
                "header:",
                "headers:x",
                "Header:x",
                "method:x",
                "a | b",
                "json:id",
                "header:x |"
            })
    void anythingElseIsRefusedWithARemedy(String text) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsAnyOf(
                        "is not a value; write one of claim:..., form:..., header:..., jose:...,"
                                + " json:..., query:..., sig:..., text:..., xml:..., body, method,"
                                + " path, rawquery, received, secret, target, url, $setting, \"text\" or"
                                + " function(...)",
                        "is unexpected in '",
                        "must begin with a slash");
    }

    @Test
    void theUrlNeedsAHost() {
        assertThat(value("url").in(body(""))).isEmpty();
        assertThat(value("url").in(Evidence.of(targeting("/in/x?a=%20"))))
                .hasValue("https://gateway.example/in/x?a=%20");
    }

    @Test
    void aHeaderIsReadAsTheUtf8ThatWasSent() {
        // Given   the bytes of "ü" as HTTP servers hand them on, one char each
        var evidence = headers("X-Name", "\u00c3\u00bc", "X-Name", "two");

        assertThat(new HeaderValue("x-name").in(evidence)).hasValue("ü");
        assertThat(new HeaderValue("x-name").allIn(evidence)).containsExactly("ü", "two");
    }

    @Test
    void aSenderUsesTheFirstOfSeveralPlaces() {
        Value value = value("header:A | header:B");

        Evidence evidence = value.put(headers("A", "old", "B", "b"), "new");

        assertThat(evidence.request().headers().all("A")).containsExactly("new");
        assertThat(evidence.request().headers().all("B")).containsExactly("b");
        assertThat(value.headers()).containsExactly("A", "B");
    }

    @Test
    void whereASenderHasNoChoiceNothingIsPut() {
        Evidence evidence = body("x");

        assertThat(value("method").put(evidence, "PUT")).isSameAs(evidence);
        assertThat(value("sig:t").put(evidence, "1").fields()).isEqualTo(Map.of("t", "1"));
    }
}
