package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.CatalogueFile;
import io.tidegate.config.ProviderFile;
import io.tidegate.config.SourceConfig;
import io.tidegate.config.VerifyConfig;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.value.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void theInlineFormOfTheDesignWorksLiterally() {
        // Given   HMAC-SHA256 of "{}" with the key "inline-secret", made elsewhere
        String verify =
                "{ scheme: hmac, algorithm: sha256, header: X-Signature, encoding: hex, "
                        + "prefix: \"sha256=\", signed: \"{body}\" }";
        Source source = source("", verify(verify), "inline-secret").orElseThrow();
        String signature = "7e086a3b8fe05d2213f5a0c4ea6a158bd04467fa9c8739bc13ffd4eed1943e36";

        // When
        Verdict verdict = source.verify(request("{}", "X-Signature", "sha256=" + signature));

        // Then
        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Genuine(
                                "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                                ""));
        assertThat(source.providerId()).isEqualTo("custom");
        assertThat(source.accepted().status()).isEqualTo(202);
        assertThat(source.accepted().body()).isEmpty();
        assertThat(source.isUnverified()).isFalse();
    }

    @Test
    void everySchemeCanBeWrittenInline() {
        var basic = source("", verify("{ scheme: basic }"), "user:password").orElseThrow();
        var token =
                source("", verify("{ scheme: token, from: query:k }"), "k1k1k1k1").orElseThrow();

        assertThat(basic.verify(request("", "Authorization", "Basic dXNlcjpwYXNzd29yZA==")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(basic.verify(request(""))).isEqualTo(rejected(Rejection.MISSING_SIGNATURE));
        assertThat(token.verify(request("", "k", "k1k1k1k1")))
                .isEqualTo(rejected(Rejection.MISSING_SIGNATURE));
        for (String algorithm : List.of("sha1", "sha384", "sha512")) {
            String hmac = "{ scheme: hmac, header: X-S, encoding: base64url, algorithm: ";
            List<VerifyConfig> verify =
                    verify(hmac + algorithm + ", timestamp: {from: 'header:X-T', unit: ms}}");
            Provider provider =
                    Provider.compile(
                                    ProviderFile.custom(verify),
                                    Settings.NONE,
                                    new KeyShelf(),
                                    (p, t) -> {})
                            .orElseThrow();
            InboundRequest signed = provider.sign(request("x"), "secret-12");
            assertThat(source("", verify, "secret-12").orElseThrow().verify(signed))
                    .isInstanceOf(Verdict.Genuine.class);
        }
    }

    @Test
    void anOpenSourceShowsThatItIsUnverified() {
        Source source = source("", verify("none")).orElseThrow();

        assertThat(source.isUnverified()).isTrue();
        assertThat(source.verify(request("anything"))).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aSourceKnowsItsNameProviderAndLimits() {
        Source source = source("github", List.of(), "a-secret").orElseThrow();
        var limited = SourceConfigs.of("github", List.of(), new ByteSize(10), "a-secret");

        assertThat(source).hasToString("s");
        assertThat(source.name()).isEqualTo("s");
        assertThat(source.providerId()).isEqualTo("github");
        assertThat(source.maxBodyBytes(99)).isEqualTo(99);
        assertThat(compile(limited, new ArrayList<>()).orElseThrow().maxBodyBytes(99))
                .isEqualTo(10);
    }

    @Test
    void aSourceBelievesWhatItHasLearntAndForgetsWhatItIsNotToldAgain() {
        // Given
        var verify = verify("{ scheme: token, header: X-Token }");
        Source source = source("", verify, "configured-1").orElseThrow();

        // When
        source.learn(List.of("captured-1", "captured-2"));

        // Then
        for (String secret : List.of("configured-1", "captured-1", "captured-2")) {
            assertThat(source.knows(secret)).isTrue();
            assertThat(source.verify(request("", "X-Token", secret)))
                    .isInstanceOf(Verdict.Genuine.class);
        }
        source.learn(List.of("captured-2"));
        assertThat(source.knows("captured-1")).isFalse();
        assertThat(source.verify(request("", "X-Token", "captured-1")))
                .isEqualTo(rejected(Rejection.WRONG_TOKEN));
        assertThat(source.knows("configured-1")).isTrue();
        assertThat(source.knows("captured-2")).isTrue();
    }

    @Test
    void aSourceOfAProviderThatHandsOverItsSecretNeedsNone() {
        // Given
        var file =
                CatalogueFile.read(
                                "hands-over.yaml",
                                """
                                id: hands-over
                                name: Hands Over
                                docs: https://x.test
                                verify: { scheme: hmac, header: X-S, key: { encoding: base64 } }
                                handshake: { when: { "header:X-Secret": "*" }, capture: header:X-Secret }
                                """)
                        .provider();

        // When
        Source source =
                Source.compile(
                                "s",
                                SourceConfigs.of("hands-over"),
                                file,
                                new KeyShelf(),
                                (path, text) -> {
                                    throw new IllegalArgumentException(path + ": " + text);
                                })
                        .orElseThrow();

        // Then
        assertThat(source.capturesSecret()).isTrue();
        assertThat(source.hasConfiguredSecret()).isFalse();
        assertThat(source.accepts("AAAAAAAA")).isTrue();
        assertThat(source.accepts("not base64")).isFalse();
        assertThat(source("github", List.of(), "a-secret").orElseThrow().capturesSecret())
                .isFalse();
    }

    @Test
    void everythingWrongWithASourceIsTold() {
        assertThat(problems("gihub", "a-secret"))
                .containsExactly(
                        "provider: there is no provider 'gihub'; 'tidegate providers' lists them");
        assertThat(problems("github"))
                .containsExactly("secrets: is required; add secrets: [\"${NAME_OF_A_VARIABLE}\"]");
        assertThat(problems("svix", "whsec_AAAA", "not base64", "whsec_%%%%"))
                .containsExactly(
                        "secrets[1]: has not the form of svix secrets",
                        "secrets[2]: has not the form of svix secrets");
    }

    @Test
    void gitlabTakesSigningTokensAndSecretTokensSideBySide() {
        String signing = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        Source source = source("gitlab", List.of(), "a secret token", signing).orElseThrow();

        assertThat(Recorded.samples().filter(it -> it.id().equals("gitlab-signing-token")))
                .allMatch(it -> source.verify(it.request()) instanceof Verdict.Genuine);
        assertThat(source.verify(request("{}", "X-Gitlab-Token", "a secret token")))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(source.verify(request("{}", "X-Gitlab-Token", "another token")))
                .isEqualTo(rejected(Rejection.WRONG_TOKEN));
    }

    @Test
    void theEventKeepsItsHeadersButNoSecretsAndNothingOfTheConnection() {
        Source source = source("gitlab", List.of(), "a secret token").orElseThrow();
        var request =
                request(
                        "{}",
                        "Host",
                        "gateway.example",
                        "X-Gitlab-Token",
                        "a secret token",
                        "x-gitlab-event",
                        "Push Hook",
                        "authorization",
                        "Bearer x",
                        "Cookie",
                        "a=b",
                        "Connection",
                        "keep-alive, X-Hop",
                        "x-hop",
                        "1",
                        "Keep-Alive",
                        "timeout=5",
                        "Proxy-Authorization",
                        "Basic x",
                        "TE",
                        "trailers",
                        "Transfer-Encoding",
                        "chunked",
                        "X-Twice",
                        "1",
                        "X-Twice",
                        "2");

        Event event = source.event(request, (Verdict.Genuine) source.verify(request));

        assertThat(event.headers())
                .isEqualTo(
                        Headers.of(
                                "Host", "gateway.example",
                                "x-gitlab-event", "Push Hook",
                                "X-Twice", "1",
                                "X-Twice", "2"));
        assertThat(event.source()).isEqualTo("s");
        assertThat(event.provider()).isEqualTo("gitlab");
        assertThat(event.type()).isEqualTo("Push Hook");
        assertThat(event.receivedAt()).isEqualTo(NOW);
        assertThat(event.body()).isSameAs(request.body());
    }

    @Test
    void slackIsAnsweredItsChallengeOnlyIfItIsSigned() {
        Provider slack = Recorded.CATALOGUE.find("slack").orElseThrow();
        Source source = source("slack", List.of(), "a-secret").orElseThrow();
        var question =
                request(
                        "{\"token\":\"Jhj5d\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
                                + "\"type\":\"url_verification\"}");

        Verdict signed = source.verify(slack.sign(question, "a-secret"));

        var reply = ((Verdict.Handshake) signed).reply();
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
        assertThat(reply.status() + reply.contentType()).isEqualTo("200text/plain");
        assertThat(source.verify(question)).isEqualTo(rejected(Rejection.MISSING_SIGNATURE));
        assertThat(source.verify(slack.sign(question, "b-secret")))
                .isEqualTo(rejected(Rejection.WRONG_SIGNATURE));
    }

    @Test
    void otherStripeSignaturesBesideTheGenuineOneDoNotMatter() {
        Recorded sample = Recorded.sampleOf("stripe");
        String value = sample.request().headers().first("Stripe-Signature").orElseThrow();
        String zeros = "0".repeat(64);

        for (String text :
                List.of(
                        value + ",v0=" + zeros,
                        value + ",v1=" + zeros,
                        "v1=" + zeros + "," + value)) {
            assertThat(sample.source().verify(sample.withHeader("Stripe-Signature", text)))
                    .isInstanceOf(Verdict.Genuine.class);
        }
        for (String text : List.of(value.replace("v1=", "v0="), value + ",t=1")) {
            assertThat(sample.source().verify(sample.withHeader("Stripe-Signature", text)))
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    @Test
    void aGmailTokenMustBeTheOnlyOneInTheQuery() {
        Recorded sample = Recorded.sampleOf("gmail");
        String target = sample.request().target();

        for (String query :
                List.of("", "?token=", "?token=wrong", "?Token=Kx7%2BqP2%2FvR9%3Dtide")) {
            assertThat(sample.source().verify(sample.withTarget("/in/x" + query)))
                    .isInstanceOf(Verdict.Rejected.class);
        }
        assertThat(sample.source().verify(sample.withTarget(target + "&token=wrong")))
                .isEqualTo(rejected(Rejection.MISSING_SIGNATURE));
        assertThat(sample.source().verify(sample.withTarget(target + "&x=1")))
                .isInstanceOf(Verdict.Genuine.class);
    }

    private static Verdict rejected(Rejection reason) {
        return new Verdict.Rejected(reason);
    }

    private static List<String> problems(String provider, String... secrets) {
        var problems = new ArrayList<String>();
        var config = SourceConfigs.of(provider, secrets);
        assertThat(compile(config, problems)).isEmpty();
        return problems;
    }

    private static Optional<Source> source(
            String provider, List<VerifyConfig> verify, String... secrets) {
        var config = SourceConfigs.of(provider, verify, new ByteSize(0), secrets);
        return compile(config, new ArrayList<>());
    }

    private static Optional<Source> compile(SourceConfig config, List<String> problems) {
        return Source.compile(
                "s",
                config,
                Recorded.CATALOGUE,
                new KeyShelf(),
                (path, text) -> problems.add(path + ": " + text));
    }

    /** The written form of "verify", read as the configuration file would be. */
    private static List<VerifyConfig> verify(String yaml) {
        String text = "id: custom\nname: Custom\ndocs: here\nverify: " + yaml + "\n";
        return io.tidegate.config.CatalogueFile.read("inline", text).provider().verify();
    }

    private static InboundRequest request(String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new InboundRequest("POST", "/in/s", Headers.of(headers), bytes, NOW);
    }
}
