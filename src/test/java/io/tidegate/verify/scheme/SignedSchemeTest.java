package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedSchemeTest extends SchemeContract {

    private static final SecretKeys TEXT = mac("HmacSHA256", Coding.UTF8);
    private static final Value FROM = value("header:X-Signature");

    @Override
    Scheme scheme() {
        return scheme("{header:X-Id}.{body}", TEXT);
    }

    @Override
    Rejection wrong() {
        return Rejection.WRONG_SIGNATURE;
    }

    @ParameterizedTest
    @CsvSource({
        "HmacSHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "HmacSHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "HmacSHA384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                + "8e2240ca5e69e2c78b3239ecfab21649",
        "HmacSHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void vectorsOfTheRfcsAreAccepted(String algorithm, String signature) {
        // Given   test case 2 of RFC 2202 and RFC 4231
        Scheme scheme = scheme("{body}", mac(algorithm, Coding.UTF8));
        Verifier verifier = scheme.with(List.of("Jefe"));
        String body = "what do ya want for nothing?";

        assertThat(reason(verifier, request(body, "X-Signature", signature))).isEmpty();
        assertThat(reason(verifier, request(body + " ", "X-Signature", signature)))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void aSignatureOfAnotherLengthIsMalformed() {
        Verifier verifier = scheme().with(List.of(SECRET));

        for (String signature : List.of("", "00", "zz", "00".repeat(20), "00".repeat(64))) {
            assertThat(reason(verifier, request("", "X-Signature", signature, "X-Id", "1")))
                    .as(signature)
                    .hasValue(Rejection.MALFORMED_SIGNATURE);
        }
    }

    @Test
    void aMissingSignedValueIsTold() {
        var less = request("x", "X-Signature", "00".repeat(32));

        assertThat(reason(scheme().with(List.of(SECRET)), less)).hasValue(Rejection.MISSING_VALUE);
    }

    @Test
    void aRepeatedSignedHeaderIsRefused() {
        InboundRequest signed = signed(SECRET);
        var headers = signed.headers().plus("x-id", "8");
        var more = request("/in/x", signed.body());
        var doubled = new InboundRequest("POST", "/in/x", headers, more.body(), Requests.NOW);

        assertThat(reason(scheme().with(List.of(SECRET)), doubled))
                .hasValue(Rejection.REPEATED_HEADER);
    }

    @Test
    void binaryBodiesAreSignedByteForByte() {
        byte[] binary = new byte[256];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        var unsigned = request("/in/x", binary, "X-Id", "1");
        Verifier verifier = scheme().with(List.of(SECRET));

        assertThat(reason(verifier, scheme().sign(Evidence.of(unsigned), SECRET))).isEmpty();
    }

    @Test
    void theSignatureIsJudgedBeforeTheTime() {
        var window = new TimeWindow(value("json:/t"), TimeUnit.SECONDS, Duration.ofMinutes(5));
        Scheme scheme =
                new SignedScheme(
                        FROM,
                        new PlainFormat(""),
                        Coding.HEX,
                        List.of(template("{body}")),
                        TEXT,
                        window,
                        false);
        Verifier verifier = scheme.with(List.of(SECRET));
        var stale = request("{\"t\":1}");

        assertThat(reason(verifier, scheme.sign(Evidence.of(stale), OTHER)))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(verifier, scheme.sign(Evidence.of(stale), SECRET)))
                .hasValue(Rejection.STALE);
        assertThat(reason(verifier, scheme.sign(Evidence.of(request("{}")), SECRET)))
                .hasValue(Rejection.MALFORMED_TIMESTAMP);
    }

    @Test
    void aRepeatedTimeIsRefusedEvenWhereItIsNotSigned() {
        var window =
                new TimeWindow(value("header:X-Time"), TimeUnit.SECONDS, Duration.ofMinutes(5));
        Scheme scheme =
                new SignedScheme(
                        FROM,
                        new PlainFormat(""),
                        Coding.HEX,
                        List.of(template("{body}")),
                        TEXT,
                        window,
                        false);
        InboundRequest signed = scheme.sign(Evidence.of(request("x")), SECRET);
        var headers = signed.headers().plus("X-Time", "1");
        var doubled =
                new InboundRequest("POST", "/in/x", headers, signed.body(), signed.receivedAt());

        assertThat(reason(scheme.with(List.of(SECRET)), signed)).isEmpty();
        assertThat(reason(scheme.with(List.of(SECRET)), doubled))
                .hasValue(Rejection.REPEATED_HEADER);
    }

    @Test
    void oneOfSeveralSignaturesIsEnough() {
        Scheme scheme = listScheme();
        String genuine =
                scheme.sign(Evidence.of(unsigned()), SECRET).headers().first("X-Signature").get();
        String other = "v1," + "A".repeat(43) + "=";
        Verifier verifier = scheme.with(List.of(SECRET));

        for (String text : List.of(other + " " + genuine, genuine + " v2,x", "v1,x " + genuine)) {
            assertThat(reason(verifier, request(body(), "X-Signature", text))).as(text).isEmpty();
        }
        assertThat(reason(verifier, request(body(), "X-Signature", other)))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(verifier, request(body(), "X-Signature", "v2,x")))
                .hasValue(Rejection.MISSING_SIGNATURE);
        assertThat(reason(verifier, request(body(), "X-Signature", "v1,x")))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
    }

    @Test
    void theEleventhSignatureDoesNotCount() {
        Scheme scheme = listScheme();
        String genuine =
                scheme.sign(Evidence.of(unsigned()), SECRET).headers().first("X-Signature").get();
        String many = ("v1," + "A".repeat(43) + "= ").repeat(10) + genuine;

        assertThat(reason(scheme.with(List.of(SECRET)), request(body(), "X-Signature", many)))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void secretsOfAnotherFormAreNotAccepted() {
        var form = mac("HmacSHA256", Coding.BASE64, "v1,", "whsec_");
        Scheme scheme = scheme("{body}", form);

        assertThat(scheme.accepts("whsec_AAAA")).isTrue();
        assertThat(scheme.accepts("v1,whsec_AAAA")).isTrue();
        assertThat(scheme.accepts("AAAA")).isTrue();
        assertThat(scheme.accepts("whsec_")).isFalse();
        assertThat(scheme.accepts("whsec_not base64")).isFalse();
    }

    @Test
    void aSignedPartOfTheBodyMustBeThereOnce() {
        // Given   a signature over one text of the body
        Scheme scheme = scheme("{json:/a}", TEXT);
        Verifier verifier = scheme.with(List.of(SECRET));
        var genuine = scheme.sign(Evidence.of(request("{\"a\":\"1\"}")), SECRET);
        String signature = genuine.headers().first("X-Signature").orElseThrow();

        // Then
        assertThat(reason(verifier, genuine)).isEmpty();
        for (String forged : List.of("{'a':'1','a':'2'}", "{'a':'1','A':'2'}", "{'a':'1'")) {
            var request = request(forged.replace('\'', '"'), "X-Signature", signature);
            assertThat(reason(verifier, request)).as(forged).hasValue(Rejection.MISSING_VALUE);
        }
    }

    @Test
    void whereTheWholeBodyIsSignedItsPartsMayRepeat() {
        Scheme scheme = scheme("{json:/a}{body}", TEXT);
        var signed = scheme.sign(Evidence.of(request("{\"a\":1,\"a\":2}")), SECRET);

        assertThat(reason(scheme.with(List.of(SECRET)), signed)).isEmpty();
    }

    @Test
    void theEvidenceHoldsTheSecretThatFits() {
        Verifier verifier = scheme().with(List.of("another secret", SECRET, "a third secret"));

        var opinion = verifier.judge(Evidence.of(signed(SECRET)));

        assertThat(((Opinion.Genuine) opinion).evidence().secret()).isEqualTo(SECRET);
    }

    @Test
    void aSecretWithWhichNothingIsSignedProvesNothing() {
        // Given   a text that is there without a secret and not with this one
        var absent = new OnlyWithoutSecret();
        var scheme =
                new SignedScheme(
                        FROM,
                        new PlainFormat(""),
                        Coding.HEX,
                        List.of(Template.of(List.of(absent))),
                        SecretKeys.of(KeyForms.digest(io.tidegate.verify.odd.Hashes.of("SHA256"))),
                        Freshness.ANY_AGE,
                        false);
        String hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        // Then
        assertThat(reason(scheme.with(List.of(SECRET)), request("x", "X-Signature", hashOfNothing)))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    /** A text that the secret makes impossible, as where it opens no cipher. */
    private static final class OnlyWithoutSecret implements Value {

        @Override
        public Optional<String> in(Evidence evidence) {
            return evidence.secret().isEmpty() ? Optional.of("x") : Optional.empty();
        }

        @Override
        public boolean readsSecret() {
            return true;
        }
    }

    @Test
    void whatCannotBeSignedIsToldToTheSender() {
        assertThatThrownBy(() -> scheme().sign(Evidence.of(request("no id")), SECRET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a signed value is missing");
    }

    private String body() {
        return new String(unsigned().body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Scheme scheme(String signed, SecretKeys key) {
        return new SignedScheme(
                FROM,
                new PlainFormat(""),
                Coding.HEX,
                List.of(template(signed)),
                key,
                Freshness.ANY_AGE,
                false);
    }

    private static Scheme listScheme() {
        return new SignedScheme(
                FROM,
                new ListFormat(" ", ",", "v1", true),
                Coding.BASE64,
                List.of(template("{body}")),
                TEXT,
                Freshness.ANY_AGE,
                false);
    }

    private static SecretKeys mac(String algorithm, Coding coding, String... strip) {
        return SecretKeys.of(KeyForms.mac(algorithm, KeyForms.written(coding, List.of(strip))));
    }
}
