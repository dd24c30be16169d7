package io.tidegate.verify.message;

import static io.tidegate.verify.Requests.NOW;
import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.value;
import static io.tidegate.verify.message.MessageAlgorithm.ECDSA_P256_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.ECDSA_P384_SHA384;
import static io.tidegate.verify.message.MessageAlgorithm.ED25519;
import static io.tidegate.verify.message.MessageAlgorithm.HMAC_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_PSS_SHA512;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_V1_5_SHA256;
import static io.tidegate.verify.message.Schemes.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.scheme.TimeUnit;
import io.tidegate.verify.scheme.TimeWindow;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSchemeTest {

    private static final String SECRET = TestKeys.signing(HMAC_SHA256);
    private static final MessageScheme SHARED =
            Schemes.standard(Schemes.keys(HMAC_SHA256), "@method", "@target-uri", "content-digest");
    private static final Verifier VERIFIER = SHARED.with(List.of(SECRET));

    @ParameterizedTest
    @EnumSource(
            names = {
                "RSA_PSS_SHA512",
                "RSA_V1_5_SHA256",
                "HMAC_SHA256",
                "ECDSA_P256_SHA256",
                "ECDSA_P384_SHA384",
                "ED25519"
            })
    void everyAlgorithmBelievesItsOwnKeyOnly(MessageAlgorithm algorithm) {
        MessageScheme scheme = Schemes.standard(Schemes.keys(algorithm), "content-digest");

        InboundRequest signed = signed(scheme, unsigned(), TestKeys.signing(algorithm));

        Verifier verifier = scheme.with(List.of(TestKeys.checking(algorithm)));
        assertThat(reason(verifier, signed)).isEmpty();
        assertThat(reason(verifier, withBody(signed, "{}"))).hasValue(Rejection.WRONG_DIGEST);
        assertThat(reason(scheme.with(List.of()), signed)).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(verifier, signed(scheme, signed, TestKeys.signing(algorithm)))).isEmpty();
    }

    @Test
    void keysOfAnotherKindOrCurveAreNotAccepted() {
        assertThat(accepts(ECDSA_P384_SHA384, TestKeys.checking(ECDSA_P256_SHA256))).isFalse();
        assertThat(accepts(ECDSA_P256_SHA256, TestKeys.checking(ED25519))).isFalse();
        assertThat(accepts(ED25519, TestKeys.checking(RSA_PSS_SHA512))).isFalse();
        assertThat(accepts(RSA_PSS_SHA512, TestKeys.checking(RSA_V1_5_SHA256))).isTrue();
        assertThat(accepts(RSA_PSS_SHA512, Rfc9421.RSA_PSS_PRIVATE)).isTrue();
        assertThat(accepts(RSA_V1_5_SHA256, Rfc9421.RSA_PSS_PRIVATE)).isFalse();
    }

    private static boolean accepts(MessageAlgorithm algorithm, String key) {
        return Schemes.standard(Schemes.keys(algorithm)).accepts(key);
    }

    @Test
    void sharedSecretsNeverStandBesideKeyPairs() {
        assertThatThrownBy(() -> Schemes.keys(HMAC_SHA256, ED25519))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Schemes::keys).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAlgorithmThatIsNotConfiguredIsRefusedWhateverTheKey() {
        // Given   a key that both kinds of RSA signature can be made with
        MessageScheme other = Schemes.standard(Schemes.keys(RSA_V1_5_SHA256), "content-digest");
        MessageScheme scheme = Schemes.standard(Schemes.keys(RSA_PSS_SHA512), "content-digest");
        Verifier verifier = scheme.with(List.of(TestKeys.checking(RSA_PSS_SHA512)));
        InboundRequest signed = signed(other, unsigned(), TestKeys.signing(RSA_V1_5_SHA256));

        assertThat(reason(verifier, signed)).hasValue(Rejection.WRONG_ALGORITHM);
        assertThat(reason(verifier, withoutAlgorithm(signed))).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(verifier, replaced(signed, "alg=\"rsa-v1_5-sha256\"", "alg=\"none\"")))
                .hasValue(Rejection.WRONG_ALGORITHM);
    }

    @Test
    void anAlgorithmThatIsNotStatedFollowsFromTheKey() {
        // Given   a signature without a word on its algorithm
        MessageScheme scheme =
                Schemes.standard(Schemes.keys(RSA_PSS_SHA512, ED25519, ECDSA_P256_SHA256));
        Verifier verifier =
                scheme.with(List.of(Rfc9421.ED25519.substring(17), Rfc9421.RSA_PSS.substring(17)));

        assertThat(reason(verifier, Rfc9421.request(Rfc9421.EDWARDS))).isEmpty();
        assertThat(reason(verifier, Rfc9421.request(Rfc9421.FULL))).isEmpty();
    }

    @Test
    void aSignatureOfAnotherLengthIsMalformed() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        for (String signature : List.of("sig1=::", "sig1=:AAAA:", "sig1=\"AAAA\"", "sig1=AAAA")) {
            assertThat(reason(VERIFIER, with(signed, "Signature", signature)))
                    .as(signature)
                    .hasValue(Rejection.MALFORMED_SIGNATURE);
        }
    }

    @Test
    void whatMustBeCoveredIsDemanded() {
        MessageScheme less = Schemes.standard(Schemes.keys(HMAC_SHA256), "@method", "@target-uri");
        MessageScheme more =
                Schemes.standard(
                        Schemes.keys(HMAC_SHA256),
                        "content-digest",
                        "x-more",
                        "@target-uri",
                        "@method");
        InboundRequest request = with(unsigned(), "X-More", "1");

        assertThat(reason(VERIFIER, signed(less, request, SECRET))).hasValue(Rejection.NOT_COVERED);
        assertThat(reason(VERIFIER, signed(more, request, SECRET))).isEmpty();
    }

    @Test
    void anotherSpellingOfWhatMustBeCoveredDoesNotCount() {
        MessageScheme partly =
                Schemes.standard(
                        Schemes.keys(HMAC_SHA256),
                        "@method",
                        "@target-uri",
                        "content-digest;key=\"sha-256\"");

        assertThat(reason(VERIFIER, signed(partly, unsigned(), SECRET)))
                .hasValue(Rejection.NOT_COVERED);
    }

    @Test
    void withoutABodyNoHashOfItIsDemanded() {
        MessageScheme less = Schemes.standard(Schemes.keys(HMAC_SHA256), "@method", "@target-uri");
        InboundRequest signed = signed(less, withBody(unsigned(), ""), SECRET);

        assertThat(reason(VERIFIER, signed)).isEmpty();
        assertThat(reason(VERIFIER, withBody(signed, "x"))).hasValue(Rejection.NOT_COVERED);
    }

    @Test
    void aBodyThatWasTakenAwayIsMissed() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        assertThat(reason(VERIFIER, withBody(signed, ""))).hasValue(Rejection.WRONG_DIGEST);
    }

    @Test
    void aCoveredFieldThatIsAbsentIsTold() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        assertThat(
                        reason(
                                VERIFIER,
                                withHeaders(signed, signed.headers().without("Content-Digest"))))
                .hasValue(Rejection.MISSING_VALUE);
        assertThat(reason(VERIFIER, withHeaders(signed, signed.headers().without("Host"))))
                .hasValue(Rejection.MISSING_VALUE);
        assertThatThrownBy(() -> signed(SHARED, Requests.request("no host"), SECRET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a signed value is missing");
    }

    @Test
    void aTextThatIsNotAsciiCannotBeCoveredAsItIs() {
        InboundRequest request = with(unsigned(), "X-Name", "caf\u00e9");
        MessageScheme plain = Schemes.standard(Schemes.keys(HMAC_SHA256), "x-name");
        MessageScheme wrapped = Schemes.standard(Schemes.keys(HMAC_SHA256), "x-name;bs");

        assertThatThrownBy(() -> signed(plain, request, SECRET))
                .isInstanceOf(IllegalStateException.class);
        assertThat(reason(wrapped.with(List.of(SECRET)), signed(wrapped, request, SECRET)))
                .isEmpty();
    }

    @Test
    void requestsMustNameAKeyThatWeHave() {
        MessageScheme scheme = Schemes.standard(Schemes.namedKeys(HMAC_SHA256), "content-digest");
        Verifier verifier = scheme.with(List.of("new:" + SECRET, "old:b2xkLXNlY3JldA=="));
        InboundRequest signed = signed(scheme, unsigned(), "new:" + SECRET);

        assertThat(reason(verifier, signed)).isEmpty();
        assertThat(reason(verifier, replaced(signed, "keyid=\"new\"", "keyid=\"old\"")))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(verifier, replaced(signed, "keyid=\"new\"", "keyid=\"any\"")))
                .hasValue(Rejection.UNKNOWN_KEY);
        assertThat(reason(verifier, replaced(signed, ";keyid=\"new\"", "")))
                .hasValue(Rejection.MISSING_VALUE);
        assertThat(scheme.accepts(SECRET)).isFalse();
    }

    @Test
    void theTimeOfSigningMustBeNear() {
        MessageScheme scheme = timed();
        Verifier verifier = scheme.with(List.of(SECRET));
        InboundRequest signed = signed(scheme, unsigned(), SECRET);

        assertThat(reason(verifier, at(signed, NOW.plusSeconds(600)))).isEmpty();
        assertThat(reason(verifier, at(signed, NOW.plusSeconds(601)))).hasValue(Rejection.STALE);
        assertThat(reason(verifier, at(signed, NOW.minusSeconds(300)))).isEmpty();
        assertThat(reason(verifier, at(signed, NOW.minusSeconds(301))))
                .hasValue(Rejection.FROM_THE_FUTURE);
    }

    @Test
    void whereATimeIsDemandedASignatureWithoutOneIsRefused() {
        // Given   what a signer makes that leaves the time out
        MessageScheme scheme = timed();
        InboundRequest signed = signedWith(scheme, "(\"content-digest\")");
        InboundRequest negative = signedWith(scheme, "(\"content-digest\");created=-1");

        assertThat(reason(scheme.with(List.of(SECRET)), signed))
                .hasValue(Rejection.MALFORMED_TIMESTAMP);
        assertThat(reason(VERIFIER_OF_ANY, negative)).hasValue(Rejection.MALFORMED_TIMESTAMP);
        assertThat(reason(VERIFIER_OF_ANY, signed)).isEmpty();
    }

    private static final Verifier VERIFIER_OF_ANY =
            Schemes.standard(Schemes.keys(HMAC_SHA256), "content-digest").with(List.of(SECRET));

    private static MessageScheme timed() {
        var window = new TimeWindow(value("sig:created"), TimeUnit.SECONDS, Duration.ofMinutes(10));
        return withDemands(new Demands(Schemes.components("content-digest"), Map.of(), window));
    }

    private static MessageScheme withDemands(Demands demands) {
        return Schemes.standard("", Schemes.keys(HMAC_SHA256), demands);
    }

    /** Signs by hand what our own signer would not say. */
    private static InboundRequest signedWith(MessageScheme scheme, String input) {
        InboundRequest drawn = signed(scheme, unsigned(), SECRET);
        Evidence evidence =
                Evidence.of(
                        with(
                                with(drawn, "Signature-Input", "sig1=" + input),
                                "Signature",
                                "sig1=:AAAA:"));
        Statement statement = scheme.dialect().find(evidence).statements().get(0);
        byte[] base = scheme.dialect().base(statement, evidence).orElseThrow();
        byte[] signature = scheme.keys().pen(SECRET).sign(base);
        return scheme.dialect().write(statement.signed(signature), evidence).request();
    }

    @Test
    void aTimeInAFieldIsCoveredAndThereOnce() {
        var window = new TimeWindow(value("header:Date"), TimeUnit.HTTP, Duration.ofMinutes(5));
        MessageScheme scheme =
                withDemands(
                        new Demands(
                                Schemes.components("date", "content-digest"), Map.of(), window));
        Verifier verifier = scheme.with(List.of(SECRET));
        InboundRequest signed = signed(scheme, unsigned(), SECRET);

        assertThat(signed.headers().first("Date")).hasValue("Mon, 23 Nov 2026 10:00:00 GMT");
        assertThat(reason(verifier, signed)).isEmpty();
        assertThat(reason(verifier, withHeaders(signed, signed.headers().plus("Date", "x"))))
                .hasValue(Rejection.REPEATED_HEADER);
        assertThat(reason(verifier, at(signed, NOW.plusSeconds(301)))).hasValue(Rejection.STALE);
    }

    @Test
    void parametersMustBeWhatIsExpected() {
        MessageScheme scheme = tagged(Map.of("tag", "tide", "nonce", "*", "keyid", "!"));
        Verifier verifier = scheme.with(List.of(SECRET));

        assertThat(reason(verifier, signed(scheme, unsigned(), SECRET))).isEmpty();
        for (var wrong :
                List.of(
                        Map.of("tag", "ebb", "nonce", "*"),
                        Map.of("tag", "tide"),
                        Map.of("nonce", "*"),
                        Map.of("tag", "tide", "nonce", "*", "keyid", "k"))) {
            assertThat(reason(verifier, signed(tagged(wrong), unsigned(), SECRET)))
                    .as(wrong.toString())
                    .hasValue(Rejection.WRONG_CLAIM);
        }
    }

    private static MessageScheme tagged(Map<String, String> parameters) {
        return withDemands(
                new Demands(Schemes.components("content-digest"), parameters, Freshness.ANY_AGE));
    }

    @Test
    void whatASignatureSaysOfItselfCanBeRead() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        Opinion opinion = VERIFIER.judge(Evidence.of(signed));

        Evidence proven = ((Opinion.Genuine) opinion).evidence();
        assertThat(value("sig:created").in(proven)).hasValue(Long.toString(NOW.getEpochSecond()));
        assertThat(value("sig:alg").in(proven)).hasValue("hmac-sha256");
        assertThat(value("sig:tag").in(proven)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sig1",
                "sig1=()x",
                "sig1=\"()\"",
                "sig1=(content-digest)",
                "sig1=(\"content-digest\" \"content-digest\")",
                "sig1=(\"content-digest\";key=\"a\";sf \"content-digest\";sf;key=\"a\")",
                "sig1=(\"Content-Digest\")",
                "sig1=(\"@signature-params\")",
                "sig1=(\"@status\")",
                "sig1=(\"content-digest\";req)",
                "sig1=(\"content-digest\";tr)",
                "sig1=(\"content-digest\";unknown)",
                "sig1=(\"content-digest\");created=\"1\"",
                "sig1=(\"content-digest\");created=1.5",
                "sig1=(\"content-digest\");created",
                "sig1=(\"content-digest\");expires=tomorrow",
                "sig1=(\"content-digest\");keyid=key",
                "sig1=(\"content-digest\");alg=hmac-sha256",
                "sig1=(\"content-digest\");alg=\"\"",
                "sig1=(\"content-digest\");tag=1",
                "sig1=(\"content-digest\");nonce",
                "sig1=(\"content-digest\");created=1;created=1"
            })
    void whatCannotBeUnderstoodIsMalformed(String input) {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        assertThat(reason(VERIFIER, with(signed, "Signature-Input", input)))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
    }

    @Test
    void unknownParametersAreSignedLikeAllOthers() {
        InboundRequest signed =
                signedWith(SHARED_ANY, "(\"content-digest\");odd=tok;x=?0;created=1");

        assertThat(reason(VERIFIER_OF_ANY, signed)).isEmpty();
        assertThat(reason(VERIFIER_OF_ANY, replaced(signed, "odd=tok", "odd=tik")))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    private static final MessageScheme SHARED_ANY =
            Schemes.standard(Schemes.keys(HMAC_SHA256), "content-digest");

    @Test
    void labelsBelongTogetherOrDoNotCount() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);
        String signature = signed.headers().first("Signature").orElseThrow();

        InboundRequest other = with(signed, "Signature", signature.replace("sig1", "sig2"));
        assertThat(reason(VERIFIER, other)).hasValue(Rejection.MISSING_SIGNATURE);
        InboundRequest more = with(signed, "Signature", "sig0=:AAAA:, " + signature);
        assertThat(reason(VERIFIER, more)).isEmpty();
    }

    @Test
    void withoutEitherFieldThereIsNoSignature() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);

        for (String name : List.of("Signature", "Signature-Input")) {
            assertThat(reason(VERIFIER, withHeaders(signed, signed.headers().without(name))))
                    .hasValue(Rejection.MISSING_SIGNATURE);
        }
    }

    @Test
    void keyPairsAreHeavyAndSharedSecretsAreNot() {
        assertThat(SHARED.isHeavy()).isFalse();
        assertThat(Schemes.standard(Schemes.keys(ED25519)).isHeavy()).isTrue();
        assertThat(SHARED.fetchesKeys()).isFalse();
        assertThat(SHARED.proof()).isPresent();
    }

    private static InboundRequest unsigned() {
        return Requests.request("{\"id\":\"e1\"}", "Host", "gateway.example");
    }

    private static InboundRequest withoutAlgorithm(InboundRequest signed) {
        return replaced(signed, ";alg=\"rsa-v1_5-sha256\"", "");
    }

    private static InboundRequest replaced(InboundRequest request, String old, String fresh) {
        Optional<String> input = request.headers().first("Signature-Input");
        assertThat(input.orElseThrow()).contains(old);
        return with(request, "Signature-Input", input.get().replace(old, fresh));
    }

    private static InboundRequest with(InboundRequest request, String name, String value) {
        return withHeaders(request, request.headers().without(name).plus(name, value));
    }

    private static InboundRequest withHeaders(InboundRequest request, Headers headers) {
        return new InboundRequest(
                request.method(), request.target(), headers, request.body(), request.receivedAt());
    }

    private static InboundRequest withBody(InboundRequest request, String body) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers(),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                request.receivedAt());
    }

    private static InboundRequest at(InboundRequest request, Instant time) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), request.body(), time);
    }
}
