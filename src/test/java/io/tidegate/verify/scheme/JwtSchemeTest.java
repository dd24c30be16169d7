package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSchemeTest {

    private static final String SECRET = "the-first-secret-of-enough-bytes";
    private static final long NOW = Requests.NOW.getEpochSecond();
    private static final Verifier VERIFIER = scheme().with(List.of(SECRET));

    @Test
    void theTokenOfTheRfcIsUnderstood() {
        // Given   RFC 7515, appendix A.1, with a clock of its time
        String key =
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        String token =
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        var form = KeyForms.mac("HmacSHA256", KeyForms.written(Coding.BASE64URL, List.of()));
        var keys =
                new TokenKeys(
                        JoseAlgorithm.HS256, Map.of(JoseAlgorithm.HS256, SecretKeys.of(form)));
        var scheme =
                new JwtScheme(value("header:X"), "", keys, List.of(), Freshness.ANY_AGE, false);
        var then =
                new InboundRequest(
                        "POST",
                        "/",
                        io.tidegate.event.Headers.of("X", token),
                        new byte[0],
                        java.time.Instant.ofEpochSecond(1300819380));

        assertThat(reason(scheme.with(List.of(key)), then)).isEmpty();
        assertThat(reason(scheme.with(List.of(key)), request("", "X", token)))
                .hasValue(Rejection.STALE);
        assertThat(reason(scheme.with(List.of("AyM1")), then)).hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void whatItSignsItAccepts() {
        InboundRequest signed = scheme().sign(Evidence.of(request("{\"a\":1}")), SECRET);

        assertThat(reason(VERIFIER, signed)).isEmpty();
        assertThat(reason(scheme().with(List.of("another-secret")), signed))
                .hasValue(Rejection.WRONG_SIGNATURE);
        var other = request("{\"a\":2}");
        assertThat(
                        reason(
                                VERIFIER,
                                new InboundRequest(
                                        "POST",
                                        "/in/x",
                                        signed.headers(),
                                        other.body(),
                                        Requests.NOW)))
                .hasValue(Rejection.WRONG_DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"NONE\"}",
                "{\"alg\":\"HS384\"}",
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"\"}",
                "{}",
                "[]",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}"
            })
    void onlyTheProvidersOwnAlgorithmCounts(String header) {
        String token = token(header, claims(""), SECRET);

        assertThat(reason(VERIFIER, bearer(token))).hasValue(Rejection.WRONG_ALGORITHM);
        assertThat(reason(VERIFIER, bearer(token.substring(0, token.lastIndexOf('.') + 1))))
                .isPresent();
    }

    @Test
    void aPublicKeyIsNeverTakenForASharedSecret() throws GeneralSecurityException {
        // Given   a scheme of key pairs, and a token made with the public key as HMAC secret
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String pem = pem(pair.getPublic().getEncoded());
        var form =
                KeyForms.keyPair(
                        JoseAlgorithm.RS256.signature().orElseThrow(), Coding.BASE64, List.of());
        var keys =
                new TokenKeys(
                        JoseAlgorithm.RS256, Map.of(JoseAlgorithm.RS256, SecretKeys.of(form)));
        Verifier verifier =
                new JwtScheme(
                                value("header:Authorization"),
                                "Bearer ",
                                keys,
                                List.of(),
                                Freshness.ANY_AGE,
                                true)
                        .with(List.of(pem));

        assertThat(reason(verifier, bearer(token("{\"alg\":\"HS256\"}", "{}", pem))))
                .hasValue(Rejection.WRONG_ALGORITHM);
        assertThat(reason(verifier, bearer(token("{\"alg\":\"RS256\"}", "{}", pem))))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    "exp":%1$d          | -
                    "exp":%2$d          | STALE
                    "nbf":%3$d          | FROM_THE_FUTURE
                    "iat":%3$d          | FROM_THE_FUTURE
                    "exp":"soon"        | MALFORMED_TIMESTAMP
                    "exp":-1            | MALFORMED_TIMESTAMP
                    "exp":1e99          | MALFORMED_TIMESTAMP
                    """)
    void itsOwnTimesHold(String claim, String reason) {
        String claims = claims("," + claim.formatted(NOW - 59, NOW - 61, NOW + 61));

        var actual = reason(VERIFIER, bearer(token("{\"alg\":\"HS256\"}", claims, SECRET)));

        assertThat(actual.map(Rejection::name).orElse("-"))
                .isEqualTo(reason == null ? "-" : reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    {"iss":"tide","aud":"me"}         | -
                    {"iss":"tide","aud":["x","me"]}   | -
                    {"iss":"tide","aud":["x"]}        | WRONG_CLAIM
                    {"iss":"tide","aud":{"me":1}}     | WRONG_CLAIM
                    {"iss":"tide"}                    | WRONG_CLAIM
                    {"iss":"ebb","aud":"me"}          | WRONG_CLAIM
                    {"iss":"tide","aud":"me","evil":1} | WRONG_CLAIM
                    []                                | WRONG_CLAIM
                    not json                          | WRONG_CLAIM
                    """)
    void claimsMustBeWhatTheyMustBe(String claims, String reason) {
        var wanted =
                List.of(
                        new Claim("iss", List.of(template("ebbing"), template("tide")), false),
                        new Claim("aud", List.of(template("me")), false),
                        new Claim("evil", List.of(template("!")), false));
        Verifier verifier = scheme(wanted).with(List.of(SECRET));

        var actual = reason(verifier, bearer(token("{\"alg\":\"HS256\"}", claims, SECRET)));

        assertThat(actual.map(Rejection::name).orElse("-"))
                .isEqualTo(reason == null ? "-" : reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a.b.!", "=.=.=", "é.é.é"})
    void whatIsNoTokenIsMalformed(String token) {
        assertThat(reason(VERIFIER, bearer(token))).hasValue(Rejection.MALFORMED_SIGNATURE);
    }

    @Test
    void aTokenIsOneAndAfterItsPrefix() {
        String token = token("{\"alg\":\"HS256\"}", claims(""), SECRET);

        assertThat(reason(VERIFIER, bearer(token))).isEmpty();
        assertThat(reason(VERIFIER, request("", "Authorization", "bearer " + token))).isEmpty();
        assertThat(reason(VERIFIER, request("", "Authorization", token)))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
        assertThat(reason(VERIFIER, request(""))).hasValue(Rejection.MISSING_SIGNATURE);
        assertThat(
                        reason(
                                VERIFIER,
                                request(
                                        "",
                                        "Authorization",
                                        "Bearer " + token,
                                        "authorization",
                                        "Bearer " + token)))
                .hasValue(Rejection.REPEATED_HEADER);
    }

    @Test
    void aTokenCanBeTheBodyAndItsClaimsTheEvent() {
        var scheme = new JwtScheme(value("body"), "", keys(), List.of(), Freshness.ANY_AGE, false);
        InboundRequest signed =
                scheme.sign(Evidence.of(request("{\"event\":{\"id\":\"e1\"}}")), SECRET);

        Opinion opinion = scheme.with(List.of(SECRET)).judge(Evidence.of(signed));

        assertThat(signed.body()).asString().matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(opinion).isInstanceOf(Opinion.Genuine.class);
        assertThat(value("claim:/event/id").in(((Opinion.Genuine) opinion).evidence()))
                .hasValue("e1");
        assertThat(value("jose:alg").in(((Opinion.Genuine) opinion).evidence())).hasValue("HS256");
    }

    @Test
    void aTokenWithoutADigestIsAsGoodAsASecretAndNotKept() {
        assertThat(scheme(List.of()).secretHeaders()).containsExactly("Authorization");
        assertThat(scheme().secretHeaders()).isEmpty();
    }

    @Test
    void ageCanBeLimitedByTheTimeOfIssue() {
        var window = new TimeWindow(value("claim:iat"), TimeUnit.SECONDS, Duration.ofMinutes(5));
        var scheme =
                new JwtScheme(
                        value("header:Authorization"), "Bearer ", keys(), List.of(), window, false);
        String old = "{\"iat\":" + (NOW - 301) + "}";

        assertThat(
                        reason(
                                scheme.with(List.of(SECRET)),
                                bearer(token("{\"alg\":\"HS256\"}", old, SECRET))))
                .hasValue(Rejection.STALE);
        assertThat(
                        reason(
                                scheme.with(List.of(SECRET)),
                                bearer(token("{\"alg\":\"HS256\"}", "{}", SECRET))))
                .hasValue(Rejection.MALFORMED_TIMESTAMP);
    }

    @ParameterizedTest
    @EnumSource
    void everyAlgorithmSignsWhatItAccepts(JoseAlgorithm algorithm) throws GeneralSecurityException {
        String secret = secretFor(algorithm);
        var form =
                algorithm
                        .signature()
                        .map(it -> KeyForms.keyPair(it, Coding.BASE64, List.of()))
                        .orElseGet(
                                () ->
                                        KeyForms.mac(
                                                algorithm.mac(),
                                                KeyForms.written(Coding.UTF8, List.of())));
        var keys = new TokenKeys(algorithm, Map.of(algorithm, SecretKeys.of(form)));
        var scheme =
                new JwtScheme(
                        value("header:X"),
                        "",
                        keys,
                        List.of(digestClaim()),
                        Freshness.ANY_AGE,
                        true);

        InboundRequest signed = scheme.sign(Evidence.of(request("{}")), secret);

        assertThat(reason(scheme.with(List.of(secret)), signed)).isEmpty();
        assertThat(reason(scheme.with(List.of(secretFor(algorithm))), signed))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    private static String secretFor(JoseAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.signature().isEmpty()) {
            return "secret-" + System.nanoTime();
        }
        String name = algorithm.name();
        var generator =
                KeyPairGenerator.getInstance(
                        name.startsWith("E") ? name.equals("EDDSA") ? "Ed25519" : "EC" : "RSA");
        switch (algorithm) {
            case ES256 -> generator.initialize(256);
            case ES384 -> generator.initialize(384);
            case ES512 -> generator.initialize(521);
            default -> {}
        }
        KeyPair pair = generator.generateKeyPair();
        String both =
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(
                                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        return both + pem(pair.getPublic().getEncoded());
    }

    private static String pem(byte[] key) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(key));
    }

    private static JwtScheme scheme() {
        return scheme(List.of(digestClaim()));
    }

    private static Claim digestClaim() {
        return new Claim("sha256", List.of(template("{hex(sha256(body))}")), true);
    }

    private static JwtScheme scheme(List<Claim> claims) {
        return new JwtScheme(
                value("header:Authorization"), "Bearer ", keys(), claims, Freshness.ANY_AGE, false);
    }

    private static TokenKeys keys() {
        var form = KeyForms.mac("HmacSHA256", KeyForms.written(Coding.UTF8, List.of()));
        return new TokenKeys(JoseAlgorithm.HS256, Map.of(JoseAlgorithm.HS256, SecretKeys.of(form)));
    }

    /** The claims of a token for an empty body. */
    private static String claims(String more) {
        return "{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""
                + more
                + "}";
    }

    private static InboundRequest bearer(String token) {
        return request("", "Authorization", "Bearer " + token);
    }

    private static String token(String header, String claims, String secret) {
        try {
            String signed = encoded(header) + "." + encoded(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
