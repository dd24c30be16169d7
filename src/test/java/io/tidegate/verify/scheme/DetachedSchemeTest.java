package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachedSchemeTest {

    /** The key of RFC 7515 appendix A.1, which RFC 7797 uses too. */
    private static final String KEY =
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private static final Verifier VERIFIER = scheme().with(List.of(KEY));

    @Test
    void theExamplesOfTheRfcAreUnderstood() {
        // Given   RFC 7797, section 4: the payload "$.02", encoded and as it is
        String encoded = "eyJhbGciOiJIUzI1NiJ9..5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ";
        String raw =
                "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19"
                        + "..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";

        for (String signature : List.of(encoded, raw)) {
            assertThat(reason(VERIFIER, request("$.02", "X-Jws", signature))).isEmpty();
            assertThat(reason(VERIFIER, request("$.03", "X-Jws", signature)))
                    .hasValue(Rejection.WRONG_SIGNATURE);
        }
    }

    @Test
    void whatItSignsItAccepts() {
        InboundRequest signed = scheme().sign(Evidence.of(request("{}")), KEY);

        assertThat(reason(VERIFIER, signed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a..b", "e30.e30.AA", "e30..", "..AA", "é..é"})
    void whatIsNoDetachedSignatureIsMalformed(String text) {
        assertThat(reason(VERIFIER, request("{}", "X-Jws", text)))
                .isIn(
                        java.util.Optional.of(Rejection.MALFORMED_SIGNATURE),
                        java.util.Optional.of(Rejection.WRONG_ALGORITHM));
    }

    @Test
    void otherCriticalExtensionsAreNotUnderstood() {
        // Given   {"alg":"HS256","crit":["exp"]}
        String header = "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsiZXhwIl19";

        assertThat(reason(VERIFIER, request("{}", "X-Jws", header + "..AAAA")))
                .hasValue(Rejection.WRONG_ALGORITHM);
    }

    @Test
    void itMustBeThereAndOnlyOnce() {
        String signature =
                scheme().sign(Evidence.of(request("{}")), KEY)
                        .headers()
                        .first("X-Jws")
                        .orElseThrow();

        assertThat(reason(VERIFIER, request("{}"))).hasValue(Rejection.MISSING_SIGNATURE);
        assertThat(reason(VERIFIER, request("{}", "X-Jws", signature, "X-Jws", signature)))
                .hasValue(Rejection.REPEATED_HEADER);
    }

    private static Scheme scheme() {
        var form = KeyForms.mac("HmacSHA256", KeyForms.written(Coding.BASE64URL, List.of()));
        var keys =
                new TokenKeys(
                        JoseAlgorithm.HS256, Map.of(JoseAlgorithm.HS256, SecretKeys.of(form)));
        return new DetachedScheme(
                value("header:X-Jws"), template("{body}"), keys, Freshness.ANY_AGE, false);
    }
}
