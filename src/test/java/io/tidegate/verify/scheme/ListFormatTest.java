package io.tidegate.verify.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListFormatTest {

    private static final ListFormat PAIRS = new ListFormat(",", "=", "v1", false);
    private static final ListFormat TAGS = new ListFormat(" ", ",", "v1", true);

    @Test
    void fieldsAndSignaturesOfAListAreTakenApart() {
        Proof proof = PAIRS.read(List.of("t=12,v1=aa,v0=no,v1=bb"));

        assertThat(proof.signatures()).containsExactly("aa", "bb");
        assertThat(proof.fields()).isEqualTo(Map.of("t", "12", "v0", "no"));
    }

    @Test
    void taggedSignaturesOfOtherVersionsAreSkipped() {
        Proof proof = TAGS.read(List.of("v1a,xx v1,aa= v2,bb= v1,cc="));

        assertThat(proof.signatures()).containsExactly("aa=", "cc=");
    }

    @Test
    void signaturesOfARepeatedHeaderAllCount() {
        assertThat(TAGS.read(List.of("v1,aa", "v1,bb")).signatures()).containsExactly("aa", "bb");
    }

    @Test
    void spacesAroundItemsAndEmptyItemsDoNotMatter() {
        Proof proof = PAIRS.read(List.of(" t=1 , ,v1=aa,,"));

        assertThat(proof.signatures()).containsExactly("aa");
        assertThat(proof.fields()).isEqualTo(Map.of("t", "1"));
    }

    @Test
    void aFieldThatComesTwiceIsAmbiguousAndLeftOut() {
        assertThat(PAIRS.read(List.of("t=1,v1=aa,t=1")).fields()).isEmpty();
    }

    @Test
    void namesAreExact() {
        assertThat(PAIRS.read(List.of("V1=aa,v11=bb,v=cc,=dd")).signatures()).isEmpty();
    }

    @Test
    void onlyTheFirstBinderSplitsAnItem() {
        assertThat(PAIRS.read(List.of("v1=aa==")).signatures()).containsExactly("aa==");
    }

    @Test
    void atMostTenSignaturesCount() {
        assertThat(PAIRS.read(List.of("v1=aa,".repeat(50))).signatures()).hasSize(10);
    }

    @Test
    void garbageHoldsNoSignature() {
        for (String text : List.of("", ",", "=", ",,=,", "v1", "\0", "v1 =aa")) {
            assertThat(PAIRS.read(List.of(text)).signatures()).as(text).isEmpty();
        }
    }

    @Test
    void aSeparatorMayHaveSeveralCharacters() {
        var format = new ListFormat("; ", ":", "sig", false);

        assertThat(format.read(List.of("ts:1; sig:aa")))
                .isEqualTo(new Proof(Map.of("ts", "1"), List.of("aa")));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        String text = PAIRS.write(Map.of("t", "12"), "aa");

        assertThat(text).isEqualTo("t=12,v1=aa");
        assertThat(TAGS.write(Map.of(), "aa=")).isEqualTo("v1,aa=");
        assertThat(PAIRS.read(List.of(text)))
                .isEqualTo(new Proof(Map.of("t", "12"), List.of("aa")));
    }

    @Test
    void aPlainSignatureMustHaveItsPrefix() {
        var format = new PlainFormat("sha256=");

        assertThat(format.read(List.of("sha256=aa")).signatures()).containsExactly("aa");
        assertThat(format.read(List.of("SHA256=aa")).signatures()).containsExactly("");
        assertThat(format.read(List.of("aa")).signatures()).containsExactly("");
        assertThat(format.write(Map.of(), "aa")).isEqualTo("sha256=aa");
    }
}
