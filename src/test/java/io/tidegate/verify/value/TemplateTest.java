package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {

    @Test
    void piecesAreJoinedInOrder() {
        Evidence evidence = body("tide").withField("t", "12");

        assertThat(template("v0:{sig:t}:{body}").in(evidence)).hasValue("v0:12:tide");
        assertThat(joined(template("v0:{sig:t}:{body}"), evidence))
                .isEqualTo("v0:12:tide".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theBodyIsHandedOnWithoutACopy() {
        byte[] binary = {0, -1, -128, 13, 10, 0};
        Evidence evidence = body(binary);

        List<byte[]> pieces = template("{body}").pieces(evidence).orElseThrow();

        assertThat(pieces).hasSize(1);
        assertThat(pieces.get(0)).isSameAs(binary);
    }

    @Test
    void anAbsentValueLeavesNothing() {
        Template template = template("{header:X-Id}.{body}");

        assertThat(template.in(body("x"))).isEmpty();
        assertThat(template.pieces(body("x"))).isEmpty();
    }

    @Test
    void anEmptyValueIsAValue() {
        assertThat(template("{header:X-Id}.{body}").in(headers("X-Id", ""))).hasValue(".");
    }

    @Test
    void valuesMayFallBack() {
        Template template = template("[{header:A | header:B}]");

        assertThat(template.in(headers("B", "b"))).hasValue("[b]");
        assertThat(template.headers()).containsExactly("A", "B");
    }

    @Test
    void jsonNeedsNoEscapes() {
        Template template = template("{\"a\":{\"b\":\"{json:/c}\"},\"l\":[{}]}");

        assertThat(template.in(body("{\"c\":\"x\"}"))).hasValue("{\"a\":{\"b\":\"x\"},\"l\":[{}]}");
    }

    @Test
    void aTextWithBracesIsATemplateWhereverAValueMayStand() {
        Value value = value("{json:/a}-{json:/b}");

        assertThat(value.in(body("{\"a\":1,\"b\":2}"))).hasValue("1-2");
        assertThat(value.in(body("{\"a\":1}"))).isEmpty();
    }

    @Test
    void unknownValuesAreRefused() {
        assertThatThrownBy(() -> template("{sig:t}.{boddy}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'boddy' is not a value; write one of ");
    }

    @Test
    void onlyPlacesAreValuesNotTheTextBetween() {
        assertThat(template("a{method}b{path}").values()).hasSize(2);
        assertThat(template("").in(body("x"))).hasValue("");
    }

    private static byte[] joined(Template template, Evidence evidence) {
        var bytes = new ByteArrayOutputStream();
        template.pieces(evidence).orElseThrow().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
