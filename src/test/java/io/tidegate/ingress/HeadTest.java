package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the single walk over the header fields finds. */
class HeadTest {

    private static Head head(String... namesAndValues) {
        MultiMap fields = HttpHeaders.headers();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Head.of(fields);
    }

    @Test
    void emptyHeadSaysNothing() {
        Head head = head();
        assertThat(head.headers().size()).isZero();
        assertThat(head.hosts()).isZero();
        assertThat(head.declaredBytes()).isEqualTo(Head.UNDECLARED);
        assertThat(head.isChunked()).isFalse();
        assertThat(head.isEncoded()).isFalse();
        assertThat(head.expectsContinue()).isFalse();
        assertThat(head.expectsElse()).isFalse();
    }

    @Test
    void fieldsAreKeptAsTheyCame() {
        Head head = head("X-A", "1", "Host", "h", "x-a", "2", "X-Empty", "", "X-A", "3");
        assertThat(head.headers().all("x-a")).containsExactly("1", "2", "3");
        assertThat(head.headers().first("X-Empty")).contains("");
        assertThat(head.headers().size()).isEqualTo(5);
    }

    @Test
    void oneNameAHundredTimesIsNoMatter() {
        var fields = new String[200];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = "X-Same";
            fields[i + 1] = "" + i / 2;
        }
        assertThat(head(fields).headers().all("X-Same")).hasSize(100).last().isEqualTo("99");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length,17,17", "content-length,0,0", "CONTENT-LENGTH,007,7"})
    void lengthIsReadInAnySpelling(String name, String value, long bytes) {
        assertThat(head(name, value).declaredBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding", "transfer-encoding"})
    void chunksAreNoticedInAnySpelling(String name) {
        assertThat(head(name, "chunked").isChunked()).isTrue();
    }

    @Test
    void hostsAreCounted() {
        assertThat(head("Host", "a", "host", "b", "HOST", "c").hosts()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"gzip,true", "identity,false", "IDENTITY,false", "'',false", "'br, gzip',true"})
    void onlyIdentityIsNoEncoding(String value, boolean isEncoded) {
        assertThat(head("Content-Encoding", value).isEncoded()).isEqualTo(isEncoded);
    }

    @Test
    void oneEncodingAmongSeveralFieldsIsEnough() {
        Head head = head("Content-Encoding", "br", "Content-Encoding", "identity");
        assertThat(head.isEncoded()).isTrue();
    }

    @Test
    void expectationsAreToldApart() {
        assertThat(head("Expect", "100-Continue").expectsContinue()).isTrue();
        assertThat(head("Expect", "100-continue").expectsElse()).isFalse();
        assertThat(head("expect", "wonders").expectsElse()).isTrue();
        Head both = head("Expect", "100-continue", "Expect", "wonders");
        assertThat(both.expectsElse()).isTrue();
    }

    @Test
    void namesOfTheSameLengthAreNotMistaken() {
        Head head =
                head("Hose", "a", "Export", "b", "Content-Lengty", "x", "Content-Encodinh", "gzip");
        assertThat(head.hosts()).isZero();
        assertThat(head.expectsElse()).isFalse();
        assertThat(head.declaredBytes()).isEqualTo(Head.UNDECLARED);
        assertThat(head.isEncoded()).isFalse();
        assertThat(head("Transfer-Encodinh", "chunked").isChunked()).isFalse();
    }
}
