package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmbiguityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":1},\"a\":{\"b\":2}}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":{\"b\":1},\"A\":{}}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "{\"a\":{\"b\":1}"
            })
    void aTextThatOtherReadersMayFindElsewhereIsAmbiguous(String json) {
        assertThat(value("json:/a/b").isAmbiguous(body(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"b\":1}}",
                "{\"x\":1,\"x\":2,\"a\":{\"b\":1,\"y\":{\"b\":1}},\"b\":1}",
                "{\"a\":{\"c\":1}}",
                "{\"a\":[{\"b\":1,\"b\":2}]}",
                "7"
            })
    void aTextThatIsThereOnceIsNot(String json) {
        assertThat(value("json:/a/b").isAmbiguous(body(json))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false"})
    void ofAListOnlyTheItemIsLookedAtThatIsMeant(int item, boolean isAmbiguous) {
        Evidence evidence = body("{\"l\":[{\"a\":1},{\"a\":1,\"a\":2},{\"b\":0}]}").atItem(item);

        assertThat(value("json:/l/*/a").isAmbiguous(evidence)).isEqualTo(isAmbiguous);
        assertThat(value("json:/l/1/a").isAmbiguous(evidence)).isTrue();
    }

    @Test
    void documentsInsideOfOthersCountToo() {
        String inside = "at(json:/a, \"/b\")";

        assertThat(value(inside).isAmbiguous(body("{\"a\":\"{\\\"b\\\":1}\"}"))).isFalse();
        assertThat(value(inside).isAmbiguous(body("{\"a\":\"{\\\"b\\\":1,\\\"b\\\":2}\"}")))
                .isTrue();
        assertThat(value(inside).isAmbiguous(body("{\"a\":\"{}\",\"a\":\"{\\\"b\\\":2}\"}")))
                .isTrue();
    }

    @Test
    void anElementThatComesTwiceIsAmbiguous() {
        Value encrypt = value("xml:Encrypt");

        assertThat(encrypt.isAmbiguous(body("<xml><Encrypt>a</Encrypt></xml>"))).isFalse();
        assertThat(encrypt.isAmbiguous(body("<xml><b/></xml>"))).isFalse();
        assertThat(
                        encrypt.isAmbiguous(
                                body("<xml><Encrypt>a</Encrypt><b><Encrypt>c</Encrypt></b></xml>")))
                .isTrue();
        assertThat(encrypt.isAmbiguous(body("<xml><Encrypt>a</Encrypt>"))).isTrue();
    }

    @Test
    void whatIsNotTakenFromADocumentIsClear() {
        assertThat(value("header:X").isAmbiguous(body("{\"a\":1,\"a\":2}"))).isFalse();
        assertThat(value("body").isAmbiguous(body("{\"a\":1,\"a\":2}"))).isFalse();
        assertThat(value("hex(sha256(json:/a))").isAmbiguous(body("{\"a\":1,\"a\":2}"))).isTrue();
    }

    @Test
    void theBytesOfADocumentThatIsNotUtf8AreNotFound() {
        byte[] utf16 = {0, '{', 0, '"', 0, 'a', 0, '"', 0, ':', 0, '1', 0, '}'};

        assertThat(value("raw-json(\"/a\")").bytes(body(utf16))).isEmpty();
    }
}
