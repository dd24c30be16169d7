package io.tidegate.verify.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void aSeriesHoldsSeveralSignatures() {
        var format = new SeriesFormat(",", "v1=");

        assertThat(format.read(List.of("v1=aa, v1=bb,v2=cc,,x")).signatures())
                .containsExactly("aa", "bb");
        assertThat(format.read(List.of("")).signatures()).isEmpty();
        assertThat(format.write(Map.of(), "aa")).isEqualTo("v1=aa");
        assertThat(format.mayRepeat()).isFalse();
    }

    @Test
    void aSeriesIsReadNoFurtherThanItsTenthSignature() {
        assertThat(new SeriesFormat(",", "").read(List.of("a,".repeat(1000))).signatures())
                .hasSize(10);
    }

    @Test
    void partsInAFixedOrderAreNamed() {
        var format = new PositionalFormat(".", List.of("t", "signature"), "signature");

        Proof proof = format.read(List.of("1700000000.aa"));

        assertThat(proof.fields()).isEqualTo(Map.of("t", "1700000000"));
        assertThat(proof.signatures()).containsExactly("aa");
        assertThat(format.write(proof.fields(), "bb")).isEqualTo("1700000000.bb");
        assertThat(format.read(List.of("1700000000")).signatures()).isEmpty();
        assertThat(format.mayRepeat()).isFalse();
    }

    @Test
    void moreSignaturesMayFollowTheLast() {
        var format = new PositionalFormat(",", List.of("t", "signature"), "signature");

        assertThat(format.read(List.of("1,aa,bb")).signatures()).containsExactly("aa", "bb");
    }

    @Test
    void morePartsThanNamesAreNoProofWhereTheLastIsNoSignature() {
        var format = new PositionalFormat(".", List.of("signature", "t"), "signature");

        assertThat(format.read(List.of("aa.1")).signatures()).containsExactly("aa");
        assertThat(format.read(List.of("aa.1.2")).signatures()).isEmpty();
    }

    @Test
    void numberedHeadersAreOneProofEach() {
        var format = new PlainFormat("sha256=");

        assertThat(format.read(List.of("sha256=aa", "sha256=bb")).signatures())
                .containsExactly("aa", "bb");
        assertThat(format.read(List.of("aa")).signatures()).containsExactly("");
    }
}
