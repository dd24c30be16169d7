package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.CatalogueFile;
import io.tidegate.config.ProviderFile;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.value.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCompilerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SECRET = "a-shared-secret";

    @Test
    void aSourceCanSayAllOfItInline() {
        Provider provider =
                provider(
                        "{ scheme: http-signature, algorithms: [hmac-sha256],"
                                + " components: [\"@method\", \"@query-param;name=\\\"a\\\"\","
                                + " content-digest], claims: { tag: tide },"
                                + " timestamp: { from: \"sig:created\" } }");

        InboundRequest signed = provider.sign(request(), SECRET);

        assertThat(signed.headers().first("Signature-Input"))
                .hasValue(
                        "sig1=(\"@method\" \"@query-param\";name=\"a\" \"content-digest\")"
                                + ";created=1795428000;tag=\"tide\";alg=\"hmac-sha256\"");
        assertThat(provider.judge(List.of(SECRET)).judge(signed))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(provider.isHeavy()).isFalse();
        assertThat(provider.signsTime()).isTrue();
    }

    @Test
    void theDraftCanBeInAnyField() {
        Provider provider =
                provider(
                        "{ scheme: cavage, header: X-Signature, prefix: \"Signature \","
                                + " algorithms: [hmac-sha256],"
                                + " components: [(request-target), digest],"
                                + " timestamp: { from: \"header:date\", unit: http } }");

        InboundRequest signed = provider.sign(request(), SECRET);

        assertThat(signed.headers().first("X-Signature").orElseThrow())
                .startsWith("Signature keyId=")
                .contains("headers=\"(request-target) digest date\"");
        assertThat(provider.judge(List.of(SECRET)).judge(signed))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aTimeInAFieldMustBeCovered() {
        String rest = "algorithms: [hmac-sha256], components: [content-digest]";
        Provider timed =
                provider(
                        "{ scheme: http-signature, timestamp: { from: \"header:Date\", unit: http"
                                + " }, "
                                + rest
                                + " }");
        Provider careless = provider("{ scheme: http-signature, " + rest + " }");

        InboundRequest signed = careless.sign(request(), SECRET);

        assertThat(careless.judge(List.of(SECRET)).judge(signed))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(timed.judge(List.of(SECRET)).judge(signed))
                .isEqualTo(new Verdict.Rejected(Rejection.NOT_COVERED));
    }

    @Test
    void settingsMayNameAlgorithmsAndComponents() {
        String verify =
                "{ scheme: http-signature, algorithms: [$how], components: [$what,"
                        + " content-digest], claims: { tag: $tag } }";
        Map<String, String> settings =
                Map.of("how", "hmac-sha256", "what", "@method  @path", "tag", "tide");
        Provider provider = compile(verify, settings, new ArrayList<>()).orElseThrow();

        InboundRequest signed = provider.sign(request(), SECRET);

        assertThat(signed.headers().first("Signature-Input").orElseThrow())
                .startsWith("sig1=(\"@method\" \"@path\" \"content-digest\");")
                .contains(";tag=\"tide\"");
    }

    @Test
    void keysAreFetchedByTheNameInTheSignature() {
        Provider provider =
                provider(
                        "{ scheme: cavage, algorithms: [rsa-sha256], components: [digest], key: {"
                                + " published: { url: \"https://keys.example{sig:keyid}\","
                                + " pin: \"https://keys\\\\.example/[a-z]+\", form: single } } }");
        InboundRequest request =
                with("Signature", "keyId=\"/abc\",headers=\"digest\",signature=\"AAAA\"");
        InboundRequest hostile =
                with("Signature", "keyId=\".evil/abc\",headers=\"digest\",signature=\"AAAA\"");

        Verdict verdict = provider.judge(List.of()).judge(request);

        assertThat(((Verdict.KeyWanted) verdict).request().url())
                .isEqualTo("https://keys.example/abc");
        assertThat(provider.judge(List.of()).judge(hostile))
                .isEqualTo(new Verdict.Rejected(Rejection.UNKNOWN_KEY));
        assertThat(provider.needsNoSecret()).isTrue();
        assertThat(provider.isHeavy()).isTrue();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        assertThat(problems("{ scheme: http-signature }"))
                .containsExactly(
                        "verify[0].algorithms: is required, as [ed25519]: no request must choose"
                                + " freely",
                        "verify[0].components: must have content-digest in it, or nothing would"
                                + " vouch for the body");
        assertThat(problems("{ scheme: cavage, algorithms: [rsa-sha1], components: [digest, A] }"))
                .hasSize(2)
                .anyMatch(it -> it.startsWith("verify[0].algorithms: 'rsa-sha1' is none of rsa"))
                .anyMatch(it -> it.startsWith("verify[0].components: 'A' is no component"));
        assertThat(problems(standard("hmac-sha256, ed25519", "content-digest")))
                .hasSize(1)
                .anyMatch(
                        it -> it.startsWith("verify[0].algorithms: needs algorithms of one kind"));
        assertThat(problems(standard("ed25519", "content-digest, '@status'")))
                .hasSize(1)
                .anyMatch(it -> it.startsWith("verify[0].components: '@status' is no component"));
        assertThat(problems(standard("ed25519", "$none, content-digest")))
                .hasSize(1)
                .anyMatch(it -> it.contains("'$none' is not a setting"));
        assertThat(
                        problems(
                                "{ scheme: http-signature, header: X, algorithms: [ed25519],"
                                        + " components: [content-digest], claims: { tag: [a, b] }"
                                        + " }"))
                .containsExactly(
                        "verify[0]: has its signature in the fields Signature-Input and Signature,"
                                + " always",
                        "verify[0].claims.tag: must be one text");
    }

    private static String standard(String algorithms, String components) {
        return "{ scheme: http-signature, algorithms: [%s], components: [%s] }"
                .formatted(algorithms, components);
    }

    private static List<String> problems(String verify) {
        var problems = new ArrayList<String>();
        assertThat(compile(verify, Map.of(), problems)).isEmpty();
        return problems;
    }

    private static Provider provider(String verify) {
        var problems = new ArrayList<String>();
        return compile(verify, Map.of(), problems).orElseThrow(() -> new AssertionError(problems));
    }

    private static Optional<Provider> compile(
            String verify, Map<String, String> settings, List<String> problems) {
        String text = "id: custom\nname: Custom\ndocs: here\nverify: " + verify + "\n";
        ProviderFile file = CatalogueFile.read("inline", text).provider();
        return Provider.compile(
                file,
                new Settings(settings, ""),
                new KeyShelf(),
                (path, problem) -> problems.add(path + ": " + problem));
    }

    private static InboundRequest request() {
        return with("X-Other", "1");
    }

    private static InboundRequest with(String name, String value) {
        byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.of("Host", "gateway.example", "Digest", "-", name, value);
        return new InboundRequest("POST", "/in/x?a=1", headers, body, NOW);
    }
}
