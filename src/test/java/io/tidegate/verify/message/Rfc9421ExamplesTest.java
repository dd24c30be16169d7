package io.tidegate.verify.message;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.message.MessageAlgorithm.ECDSA_P256_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.HMAC_SHA256;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_PSS_SHA512;
import static io.tidegate.verify.message.MessageAlgorithm.RSA_V1_5_SHA256;
import static io.tidegate.verify.message.Rfc9421.request;
import static io.tidegate.verify.message.Schemes.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.scheme.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signed requests of RFC 9421 are judged as it says. */
class Rfc9421ExamplesTest {

    private static final Verifier ALL =
            Schemes.standard(
                            Schemes.namedKeys(
                                    RSA_PSS_SHA512,
                                    RSA_V1_5_SHA256,
                                    ECDSA_P256_SHA256,
                                    MessageAlgorithm.ED25519))
                    .with(List.of(Rfc9421.RSA, Rfc9421.RSA_PSS, Rfc9421.ECC_P256, Rfc9421.ED25519));

    @ParameterizedTest
    @ValueSource(
            strings = {
                Rfc9421.MINIMAL,
                Rfc9421.SELECTIVE,
                Rfc9421.FULL,
                Rfc9421.EDWARDS,
                Rfc9421.VERIFYING,
                Rfc9421.TERMINATED,
                Rfc9421.TRANSFORMED
            })
    void signedRequestsOfTheRfcAreGenuine(String text) {
        assertThat(reason(ALL, request(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Rfc9421.MINIMAL,
                Rfc9421.SELECTIVE,
                Rfc9421.FULL,
                Rfc9421.EDWARDS,
                Rfc9421.VERIFYING,
                Rfc9421.TERMINATED,
                Rfc9421.TRANSFORMED
            })
    void anotherTimeOfSigningMakesThemForgeries(String text) {
        InboundRequest other = request(text.replace("=1618884473", "=1618884474"));

        assertThat(reason(ALL, other)).hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void sharedSecretOfTheRfcSignsItsExample() {
        Verifier verifier =
                Schemes.standard(Schemes.namedKeys(HMAC_SHA256)).with(List.of(Rfc9421.SHARED));

        assertThat(reason(verifier, request(Rfc9421.HMAC))).isEmpty();
        assertThat(reason(verifier, request(Rfc9421.HMAC.replace("02:07:55", "02:07:56"))))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void coveredPartsCannotBeChanged() {
        assertRefused(Rfc9421.FULL.replace("POST", "PUT"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.FULL.replace("/foo", "/bar"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.FULL.replace("?param", "?Param"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.FULL.replace("Host: e", "Host: f"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.FULL.replace("n/json", "n/xml"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.FULL.replace("{\"h", "{\"H"), Rejection.WRONG_DIGEST);
        assertRefused(Rfc9421.SELECTIVE.replace("Pet=dog", "Pet=cat"), Rejection.WRONG_SIGNATURE);
        assertRefused(Rfc9421.SELECTIVE.replace("Pet=dog", ""), Rejection.MISSING_VALUE);
        assertThat(reason(ALL, request(Rfc9421.SELECTIVE.replace("param=V", "param=W")))).isEmpty();
    }

    @Test
    void changesOnTheWayThatMeanNothingAreNoHindrance() {
        String signed = Rfc9421.TRANSFORMED;

        assertGenuine(signed.replace("value2 HTTP", "value2&param=added HTTP"));
        assertGenuine(signed.replace("Accept: */*", "Accept: */*\nAccept-Language: en;q=0.5"));
        assertGenuine(signed.replace("Accept: application/json\nAccept: */*", both()));
        assertGenuine(signed.replace("Date: Fri, 15 Jul 2022 14:24:55 GMT\n", ""));
        assertGenuine(signed.replace("Host: example.org", "Host: EXAMPLE.org:443"));
        assertRefused(
                signed.replace("GET", "POST").replace("example.org", "example.com"),
                Rejection.WRONG_SIGNATURE);
        assertRefused(
                signed.replace("Accept: application/json\nAccept: */*", swapped()),
                Rejection.WRONG_SIGNATURE);
    }

    private static String both() {
        return "Accept: application/json, */*";
    }

    private static String swapped() {
        return "Accept: */*\nAccept: application/json";
    }

    @Test
    void ofSeveralSignaturesTheOneWhoseKeyWeHaveCounts() {
        // Given   what a client signed and a proxy, with other names for the host, signed again
        InboundRequest proxied = request(Rfc9421.PROXIED);
        var scheme = Schemes.standard(Schemes.namedKeys(RSA_V1_5_SHA256, ECDSA_P256_SHA256));

        assertThat(reason(scheme.with(List.of(Rfc9421.RSA)), proxied)).isEmpty();
        assertThat(reason(scheme.with(List.of(Rfc9421.RSA, Rfc9421.ECC_P256)), proxied)).isEmpty();
        assertThat(reason(scheme.with(List.of(Rfc9421.ECC_P256)), proxied))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(scheme.with(List.of(Rfc9421.RSA_PSS)), proxied))
                .hasValue(Rejection.UNKNOWN_KEY);
    }

    @Test
    void behindAProxyTheAddressTheSenderUsedIsWhatCounts() {
        var scheme =
                Schemes.standard(
                        "https://example.com/foo",
                        Schemes.namedKeys(ECDSA_P256_SHA256),
                        Schemes.demands());

        assertThat(reason(scheme.with(List.of(Rfc9421.ECC_P256)), request(Rfc9421.PROXIED)))
                .isEmpty();
    }

    @Test
    void signaturesThatHaveExpiredAreStale() {
        var scheme = Schemes.standard(Schemes.namedKeys(RSA_V1_5_SHA256));
        Verifier verifier = scheme.with(List.of(Rfc9421.RSA));
        InboundRequest proxied = request(Rfc9421.PROXIED);

        assertThat(reason(verifier, at(proxied, 1618884540 + 60))).isEmpty();
        assertThat(reason(verifier, at(proxied, 1618884540 + 61))).hasValue(Rejection.STALE);
        assertThat(reason(verifier, at(proxied, 1618884480 - 300))).isEmpty();
        assertThat(reason(verifier, at(proxied, 1618884480 - 301)))
                .hasValue(Rejection.FROM_THE_FUTURE);
    }

    private static InboundRequest at(InboundRequest request, long seconds) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers(),
                request.body(),
                java.time.Instant.ofEpochSecond(seconds));
    }

    @Test
    void privateKeyOfTheRfcSignsWhatItsPublicKeyBelieves() {
        var scheme =
                Schemes.standard(
                        Schemes.namedKeys(RSA_PSS_SHA512), "@method", "@query", "content-digest");
        InboundRequest unsigned = request(Rfc9421.FULL);

        InboundRequest signed = signed(scheme, unsigned, Rfc9421.RSA_PSS_PRIVATE);

        assertThat(signed.headers().first("Signature-Input").orElseThrow())
                .isEqualTo(
                        "sig1=(\"@method\" \"@query\" \"content-digest\");created=1618884473"
                                + ";keyid=\"test-key-rsa-pss\";alg=\"rsa-pss-sha512\"");
        assertThat(reason(scheme.with(List.of(Rfc9421.RSA_PSS)), signed)).isEmpty();
    }

    private static void assertGenuine(String text) {
        assertThat(reason(ALL, request(text))).as(text).isEmpty();
    }

    private static void assertRefused(String text, Rejection reason) {
        assertThat(reason(ALL, request(text))).as(text).hasValue(reason);
    }
}
