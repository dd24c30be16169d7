package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Requests as files describe them, and what the command {@code verify} makes of them. */
class CapturedRequestTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PROVIDERS = Path.of("src/test/resources/providers");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adyen",
                "aws-sns",
                "ebay",
                "feishu-lark",
                "justcall",
                "kontent-ai",
                "messagebird",
                "moralis",
                "plaid",
                "plivo",
                "qq-bot",
                "truelayer",
                "twilio",
                "wecom"
            })
    void publishedRequestsAreJudgedAsTheirPublisherDoes(String provider) throws IOException {
        Path file = PROVIDERS.resolve(provider).resolve("vectors.json");

        Map<String, JsonNode> judgements = judgements(file);

        for (JsonNode vector : JSON.readTree(file.toFile())) {
            JsonNode judgement = of(judgements, vector);
            assertThat(judgement.get("verdict").asText())
                    .as(judgement.toString())
                    .isEqualTo(vector.get("valid").asBoolean() ? "genuine" : "rejected");
            assertThat(judgement.get("detail").asText()).endsWith(expectedAnswer(vector));
        }
    }

    /** What the samples do not show: other forms, questions, and forgeries of both. */
    @Test
    void otherFormsOfTheRequestsOfOddProvidersAreJudgedRight() throws IOException {
        Path file = PROVIDERS.resolve("odd-variants.json");

        Map<String, JsonNode> judgements = judgements(file);

        for (JsonNode variant : JSON.readTree(file.toFile())) {
            JsonNode judgement = of(judgements, variant);
            assertThat(judgement.get("verdict").asText())
                    .as(judgement.toString())
                    .isEqualTo(variant.get("valid").asBoolean() ? "genuine" : "rejected");
            assertAnswer(variant.path("answer"), judgement.get("detail").asText());
        }
    }

    private static void assertAnswer(JsonNode expected, String detail) throws IOException {
        if (expected.isTextual()) {
            assertThat(detail).isEqualTo(expected.asText());
        } else if (expected.isObject()) {
            assertThat(JSON.readTree(detail.substring("200 ".length()))).isEqualTo(expected);
        }
    }

    private static JsonNode of(Map<String, JsonNode> judgements, JsonNode request) {
        String id = request.get("id").asText();
        return Objects.requireNonNull(judgements.get(id), id);
    }

    /** What is answered to a question; nothing where the vector is an event or does not say. */
    private static String expectedAnswer(JsonNode vector) {
        return vector.path("kind").asText().equals("handshake")
                ? vector.path("expect")
                        .path("body")
                        .asText(vector.path("expect_response_body").asText())
                : "";
    }

    @ParameterizedTest
    @MethodSource("samples")
    void independentlySignedSamplesAreGenuine(Path file) throws IOException {
        Map<String, JsonNode> judgements = judgements(file);

        for (JsonNode sample : JSON.readTree(file.toFile())) {
            assertThat(of(judgements, sample).get("detail").asText())
                    .isEqualTo(
                            "id %s, type %s"
                                    .formatted(
                                            sample.get("eventId").asText(),
                                            sample.get("eventType").asText()));
        }
    }

    static Stream<Path> samples() {
        return Stream.of("ebay", "plaid", "aws-sns", "truelayer", "wecom", "dingtalk-event")
                .map(it -> PROVIDERS.resolve(it).resolve("samples.json"));
    }

    @Test
    void theAddressThatWasEnteredMayBeAnotherThanTheOneThatIsAsked() throws IOException {
        var plain = request("{\"url\":\"https://a.test/x?y=1\"}");
        var other =
                request("{\"url\":\"https://a.test/x?y=1\",\"endpoint_url\":\"https://b.test/z\"}");

        assertThat(plain.publicUrl()).isEqualTo("https://a.test/x");
        assertThat(other.publicUrl()).isEqualTo("https://b.test/z");
    }

    @Test
    void aTokenIsAtHandWhereKeysAreOnlyGivenForOne() throws IOException {
        var captured = request("{\"key_lookup_response\":{\"key\":\"k\"}}");
        var token = new KeyRequest("https://a.test/", Headers.none(), "grant_type=x");
        var key = new KeyRequest("https://a.test/", Headers.none(), "");

        assertThat(text(captured, token)).contains("access_token");
        assertThat(text(captured, key)).isEqualTo("{\"key\":\"k\"}");
        assertThat(request("{}").key(key)).isEmpty();
    }

    private static String text(CapturedRequest captured, KeyRequest request) {
        return new String(captured.key(request).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static CapturedRequest request(String json) throws IOException {
        return new CapturedRequest(JSON.readTree(json));
    }

    private static Map<String, JsonNode> judgements(Path file) throws IOException {
        var out = new StringWriter();
        assertThat(Files.exists(file)).as(file.toString()).isTrue();
        int exit =
                new CommandLine(new VerifyCommand())
                        .setOut(new PrintWriter(out))
                        .execute("--requests", file.toString());
        assertThat(exit).isZero();
        var judgements = new HashMap<String, JsonNode>();
        for (String line : out.toString().lines().toList()) {
            JsonNode judgement = JSON.readTree(line);
            judgements.put(judgement.get("id").asText(), judgement);
        }
        return judgements;
    }
}
