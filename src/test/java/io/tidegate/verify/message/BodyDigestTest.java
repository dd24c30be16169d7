package io.tidegate.verify.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.verify.Requests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDigestTest {

    private static final String BODY = "{\"hello\": \"world\"}";

    /** Both are published in RFC 9530, appendix B, and RFC 9421. */
    private static final String SHA256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";

    private static final String SHA512 =
            "WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha-256=:" + SHA256 + ":",
                "sha-512=:" + SHA512 + ":",
                "sha-256=:" + SHA256 + ":, sha-512=:" + SHA512 + ":",
                "md5=:AAAA:,  sha-256=:" + SHA256 + ":;q=1",
                "unixsum=7, sha-512=:" + SHA512 + ":"
            })
    void contentDigestOfTheBodyMatches(String field) {
        assertThat(matches(BodyDigest.CONTENT_DIGEST, field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "md5=:AAAA:",
                "sha=:AAAA:",
                "sha-256",
                "sha-256=" + SHA256,
                "sha-256=\"" + SHA256 + "\"",
                "SHA-256=:" + SHA256 + ":",
                "sha-256=:" + SHA512 + ":",
                "sha-256=::",
                "sha-256=:AAAA:, sha-512=:" + SHA512 + ":",
                "sha-256=x, sha-512=:" + SHA512 + ":",
                "sha-256=:" + SHA256 + ":, sha-256=:" + SHA256 + ":",
                "sha-256=(:" + SHA256 + ":)"
            })
    void contentDigestOfSomethingElseDoesNotMatch(String field) {
        assertThat(matches(BodyDigest.CONTENT_DIGEST, field)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA-256=" + SHA256,
                "sha-256=" + SHA256,
                "SHA-512=" + SHA512,
                "md5=HvZBTJSGMfzg1bTA2q5Sfg==,SHA-256=" + SHA256,
                "SHA-256=" + SHA256 + " , sha-512=" + SHA512
            })
    void olderDigestOfTheBodyMatches(String field) {
        assertThat(matches(BodyDigest.DIGEST, field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "SHA=AAAA",
                "md5=AAAA",
                "SHA-256",
                "SHA-256=",
                "SHA-256=:" + SHA256 + ":",
                "SHA-256=" + SHA512,
                "SHA-256=AAAA, SHA-256=" + SHA256,
                "SHA-256=" + SHA256 + ",SHA-512=AAAA"
            })
    void olderDigestOfSomethingElseDoesNotMatch(String field) {
        assertThat(matches(BodyDigest.DIGEST, field)).isFalse();
    }

    @Test
    void severalLinesAreOneField() {
        var request =
                Requests.request(
                        BODY, "Digest", "SHA-256=" + SHA256, "Digest", "SHA-512=" + SHA512);

        assertThat(BodyDigest.DIGEST.matches(request)).isTrue();
    }

    @Test
    void whatASenderWritesIsWhatWeRead() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);

        assertThat(BodyDigest.CONTENT_DIGEST.of(body)).isEqualTo("sha-256=:" + SHA256 + ":");
        assertThat(BodyDigest.DIGEST.of(body)).isEqualTo("SHA-256=" + SHA256);
    }

    private static boolean matches(BodyDigest digest, String field) {
        return digest.matches(Requests.request(BODY, digest.header(), field));
    }
}
