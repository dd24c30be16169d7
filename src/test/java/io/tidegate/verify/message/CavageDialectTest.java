package io.tidegate.verify.message;

import static io.tidegate.verify.Requests.NOW;
import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.value;
import static io.tidegate.verify.message.MessageAlgorithm.ED25519;
import static io.tidegate.verify.message.MessageAlgorithm.HMAC_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_SHA512;
import static io.tidegate.verify.message.Schemes.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.TimeUnit;
import io.tidegate.verify.scheme.TimeWindow;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Coding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CavageDialectTest {

    /** The key of the draft's appendix C. */
    private static final String DRAFT_KEY =
            """
            -----BEGIN PUBLIC KEY-----
            MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
            6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
            Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
            oYi+1hqp1fIekaxsyQIDAQAB
            -----END PUBLIC KEY-----
            """;

    private static final String SECRET = TestKeys.signing(HMAC_SHA256);
    private static final String[] COVERED = {"(request-target)", "host", "digest"};
    private static final MessageScheme SHARED =
            Schemes.draft(Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE, COVERED);
    private static final Verifier VERIFIER = SHARED.with(List.of(SECRET));

    /**
     * Every example that the draft gives.
     *
     * @see <a
     *     href="https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12#appendix-C">
     *     draft-cavage-http-signatures-12, appendix C</a>
     */
    @ParameterizedTest
    @CsvSource({
        "date, SjWJWbWN7i0wzBvtPl8rbASWz5xQW6mcJmn+ibttBqtifLN7Sazz6m79cNfwwb8DMJ5cou1s7uEGKKCs"
                + "+FLEEaDV5lp7q25WqS+lavg7T8hc0GppauB6hbgEKTwblDHYGEtbGmtdHgVCk9SuS13F0hZ8FD0k/5Ox"
                + "EPXe5WozsbM=",
        "(request-target) host date, qdx+H7PHHDZgy4y/Ahn9Tny9V3GP6YgBPyUXMmoxWtLbHpUnXS2mg2+SbrQD"
                + "MCJypxBLSPQR2aAjn7ndmw2iicw3HMbe8VfEdKFYRqzic+efkb3nndiv/x1xSHDJWeSWkx3ButlYSuBs"
                + "kLu6kd9Fswtemr3lgdDEmn04swr2Os0=",
        "(request-target) host date content-type digest content-length, vSdrb+dS3EceC9bcwHSo4MlyK"
                + "S59iFIrhgYkz8+oVLEEzmYZZvRs8rgOp+63LEM3v+MFHB32NfpB2bEKBIvB1q52LaEUHFv120V01IL+T"
                + "AD48XaERZFukWgHoBTLMhYS2Gb51gWxpeIq8knRmPnYePbF5MOkR0Zkly4zKH7s1dE="
    })
    void examplesOfTheDraftAreGenuine(String covered, String signature) {
        var scheme = Schemes.draft(Schemes.keys(RSA_SHA256), Freshness.ANY_AGE);
        Verifier verifier = scheme.with(List.of(DRAFT_KEY));
        String text =
                "keyId=\"Test\",algorithm=\"rsa-sha256\",headers=\"%s\",signature=\"%s\""
                        .formatted(covered, signature);

        assertThat(reason(verifier, ofTheDraft("Sun, 05 Jan 2014 21:31:40 GMT", text))).isEmpty();
        assertThat(reason(verifier, ofTheDraft("Sun, 05 Jan 2014 21:31:41 GMT", text)))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    private static InboundRequest ofTheDraft(String date, String signature) {
        byte[] body = Coding.UTF8.decode("{\"hello\": \"world\"}").orElseThrow();
        return Requests.request(
                "/foo?param=value&pet=dog",
                body,
                "Host",
                "example.com",
                "Date",
                date,
                "Content-Type",
                "application/json",
                "Digest",
                "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=",
                "Content-Length",
                "18",
                "Signature",
                signature);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RSA_SHA256",
                "RSA_SHA512",
                "HMAC_SHA256",
                "HMAC_SHA512",
                "ECDSA_SHA256",
                "ED25519",
                "RSA_PSS_SHA512"
            })
    void everyAlgorithmBelievesItsOwnKeyOnly(MessageAlgorithm algorithm) {
        Scheme scheme = Schemes.draft(Schemes.keys(algorithm), Freshness.ANY_AGE, COVERED);
        Verifier verifier = scheme.with(List.of(TestKeys.checking(algorithm)));

        InboundRequest signed = signed(scheme, unsigned(), TestKeys.signing(algorithm));

        assertThat(reason(verifier, signed)).isEmpty();
        assertThat(reason(verifier, withBody(signed, "{}"))).hasValue(Rejection.WRONG_DIGEST);
        assertThat(reason(scheme.with(List.of()), signed)).hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void whatASenderWritesIsWhatTheDraftShows() {
        String text = signed(SHARED, unsigned(), SECRET).headers().first("Signature").orElseThrow();

        assertThat(text)
                .matches(
                        "keyId=\"main\",algorithm=\"hmac-sha256\","
                                + "headers=\"\\(request-target\\) host digest\",signature=\"[^\"]+\"");
    }

    @Test
    void coveredPartsCannotBeChanged() {
        InboundRequest signed = signed(SHARED, unsigned(), SECRET);
        var get = new InboundRequest("GET", signed.target(), signed.headers(), signed.body(), NOW);
        var elsewhere = new InboundRequest("POST", "/in/y", signed.headers(), signed.body(), NOW);

        assertThat(reason(VERIFIER, get)).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(VERIFIER, elsewhere)).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(VERIFIER, with(signed, "Host", "b"))).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(VERIFIER, with(signed, "Digest", "SHA-256=AAAA")))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(VERIFIER, withBody(signed, ""))).hasValue(Rejection.WRONG_DIGEST);
    }

    @Test
    void whatMustBeCoveredIsDemanded() {
        Scheme less = Schemes.draft(Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE, "host");
        InboundRequest signed = signed(less, unsigned(), SECRET);
        String text = signed.headers().first("Signature").orElseThrow();

        assertThat(reason(VERIFIER, signed)).hasValue(Rejection.NOT_COVERED);
        assertThat(
                        reason(
                                VERIFIER,
                                with(signed, "Signature", text.replace("headers=\"host\",", ""))))
                .hasValue(Rejection.NOT_COVERED);
        assertThat(reason(less.with(List.of(SECRET)), withoutHost(signed)))
                .hasValue(Rejection.MISSING_VALUE);
    }

    private static InboundRequest withoutHost(InboundRequest signed) {
        return new InboundRequest(
                "POST", signed.target(), signed.headers().without("Host"), signed.body(), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"algorithm=\"hs2019\",", ""})
    void anAlgorithmThatIsNotStatedIsTheConfiguredOne(String stated) {
        InboundRequest signed = replaced(SHARED, "algorithm=\"hmac-sha256\",", stated);

        assertThat(reason(VERIFIER, signed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-sha256", "rsa-sha1", "none", "HMAC-SHA256"})
    void anotherAlgorithmIsRefused(String stated) {
        InboundRequest signed = replaced(SHARED, "hmac-sha256", stated);

        assertThat(reason(VERIFIER, signed)).hasValue(Rejection.WRONG_ALGORITHM);
    }

    @Test
    void aWeakerHashOfTheSameKeyIsRefused() {
        Scheme weak = Schemes.draft(Schemes.keys(RSA_SHA256), Freshness.ANY_AGE, COVERED);
        Scheme strong = Schemes.draft(Schemes.keys(RSA_SHA512), Freshness.ANY_AGE, COVERED);

        InboundRequest signed = signed(weak, unsigned(), TestKeys.signing(RSA_SHA256));

        assertThat(reason(strong.with(List.of(TestKeys.checking(RSA_SHA512))), signed))
                .hasValue(Rejection.WRONG_ALGORITHM);
    }

    @Test
    void namesOfParametersMayBeInAnyCaseAndOrder() {
        String text = signed(SHARED, unsigned(), SECRET).headers().first("Signature").orElseThrow();
        String signature = text.substring(text.indexOf("signature="));
        String other =
                "  Headers = \"(Request-Target)  HOST digest\" ,\t%s , keyid=\"k\""
                        .formatted(signature.replace("signature", "SIGNATURE"));

        assertThat(reason(VERIFIER, with(signed(SHARED, unsigned(), SECRET), "Signature", other)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "signature",
                "signature=",
                "signature=\"",
                "signature=\"AAAA\"",
                "signature=\"\",headers=\"host digest\"",
                "signature=\"not base64\",headers=\"host digest\"",
                "signature=\"AAAA\",signature=\"AAAA\",headers=\"digest\"",
                "signature=\"AAAA\",headers=\"digest\",",
                "signature=\"AAAA\" headers=\"digest\"",
                "signature=\"AA\\\"AA\",headers=\"digest\"",
                "signature=\"AAAA\",headers=\"digest digest\"",
                "signature=\"AAAA\",headers=\"digest Digest\"",
                "signature=\"AAAA\",headers=\"\"",
                "signature=\"AAAA\",headers=\"digest\",algorithm=\"\"",
                "signature=\"AAAA\",headers=\"@method\"",
                "signature=\"AAAA\",headers=\"(status)\"",
                "signature=\"AAAA\",headers=\"di gest:\"",
                "Bearer AAAA"
            })
    void whatIsNoSignatureIsRefused(String text) {
        assertThat(reason(VERIFIER, with(unsigned(), "Signature", text)))
                .as(text)
                .isPresent()
                .get()
                .isIn(Rejection.MALFORMED_SIGNATURE, Rejection.NOT_COVERED);
    }

    @Test
    void aTimeThatIsCoveredMustBeNear() {
        Scheme scheme = timed("(created)", "(expires)", "digest");
        Verifier verifier = scheme.with(List.of(SECRET));
        InboundRequest signed = signed(scheme, unsigned(), SECRET);

        assertThat(reason(verifier, signed)).isEmpty();
        assertThat(reason(verifier, at(signed, NOW.plusSeconds(600)))).hasValue(Rejection.STALE);
        assertThat(reason(verifier, at(signed, NOW.minusSeconds(301))))
                .hasValue(Rejection.FROM_THE_FUTURE);
    }

    @Test
    void aTimeThatIsNotCoveredIsNone() {
        Scheme careless = Schemes.draft(Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE, "digest");
        InboundRequest signed = signed(careless, unsigned(), SECRET);
        String text = signed.headers().first("Signature").orElseThrow();
        String created = "created=%d,expires=1,".formatted(NOW.getEpochSecond());
        InboundRequest claimed = with(signed, "Signature", created + text);

        assertThat(reason(timed("digest").with(List.of(SECRET)), claimed))
                .hasValue(Rejection.MALFORMED_TIMESTAMP);
        assertThat(reason(careless.with(List.of(SECRET)), claimed)).isEmpty();
    }

    private static Scheme timed(String... covered) {
        var window = new TimeWindow(value("sig:created"), TimeUnit.SECONDS, Duration.ofHours(1));
        return Schemes.draft(Schemes.keys(HMAC_SHA256), window, covered);
    }

    @Test
    void headerBytesAreSignedAsTheyCame() {
        Scheme scheme =
                Schemes.draft(Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE, "x-name", "digest");
        // Given   the bytes of UTF-8, one char each, as servers hand them on
        InboundRequest signed =
                signed(scheme, with(unsigned(), "X-Name", "caf\u00c3\u00a9"), SECRET);

        assertThat(reason(scheme.with(List.of(SECRET)), signed)).isEmpty();
        assertThat(reason(scheme.with(List.of(SECRET)), with(signed, "X-Name", "caf\u00c3\u00a8")))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(scheme.with(List.of(SECRET)), with(signed, "X-Name", "a\ndigest: x")))
                .hasValue(Rejection.MISSING_VALUE);
    }

    @Test
    void whatCannotBeCoveredIsToldToTheUser() {
        for (String name : List.of("", "Digest", "@method", "(status)", "a b", "a;sf")) {
            assertThatThrownBy(() -> CavageDialect.component(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no component");
        }
    }

    @Test
    void keyPairsAreHeavy() {
        assertThat(Schemes.draft(Schemes.keys(ED25519), Freshness.ANY_AGE).isHeavy()).isTrue();
    }

    private static InboundRequest unsigned() {
        return Requests.request("{\"id\":\"e1\"}", "Host", "gateway.example");
    }

    private static InboundRequest replaced(Scheme scheme, String old, String fresh) {
        InboundRequest signed = signed(scheme, unsigned(), SECRET);
        String text = signed.headers().first("Signature").orElseThrow();
        assertThat(text).contains(old);
        return with(signed, "Signature", text.replace(old, fresh));
    }

    private static InboundRequest with(InboundRequest request, String name, String value) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers().without(name).plus(name, value),
                request.body(),
                request.receivedAt());
    }

    private static InboundRequest withBody(InboundRequest request, String body) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers(),
                Coding.UTF8.decode(body).orElseThrow(),
                request.receivedAt());
    }

    private static InboundRequest at(InboundRequest request, Instant time) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), request.body(), time);
    }
}
