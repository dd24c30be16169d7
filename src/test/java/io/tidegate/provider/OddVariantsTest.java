package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the samples of odd providers do not show: other forms, questions, forgeries of both. */
class OddVariantsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FILE = Path.of("src/test/resources/providers/odd-variants.json");

    @ParameterizedTest
    @MethodSource("variants")
    void aVariantIsJudgedAsItsFileSays(JsonNode node) throws IOException {
        // Given
        var captured = new CapturedRequest(node);
        var file = Recorded.CATALOGUE.file(captured.provider()).orElseThrow();
        List<String> secrets = captured.secret().filter(it -> !it.isEmpty()).stream().toList();

        // When
        Verdict verdict =
                captured.onBench(file)
                        .judge(captured.request(Instant.EPOCH), secrets, captured::key);

        // Then
        boolean isGenuine =
                verdict instanceof Verdict.Genuine || verdict instanceof Verdict.Handshake;
        assertThat(isGenuine).as("%s", verdict).isEqualTo(node.get("valid").asBoolean());
        if (verdict instanceof Verdict.Handshake handshake) {
            assertAnswer(node.get("answer"), handshake.reply());
        }
    }

    private static void assertAnswer(JsonNode expected, Reply reply) throws IOException {
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        if (expected.isObject()) {
            assertThat(JSON.readTree(body)).isEqualTo(expected);
        } else {
            assertThat(reply.status() + " " + body).isEqualTo(expected.asText());
        }
    }

    static Stream<Named<JsonNode>> variants() {
        try {
            JsonNode all = JSON.readTree(FILE.toFile());
            return StreamSupport.stream(all.spliterator(), false)
                    .map(it -> Named.of(it.get("id").asText(), it));
        } catch (IOException cause) {
            throw new UncheckedIOException(FILE.toString(), cause);
        }
    }
}
