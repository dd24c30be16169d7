package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileActionTest extends ActionContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = "events-worker-7-0.jsonl";

    @TempDir Path folder;

    @Override
    DestinationConfig working() {
        return in(folder, "");
    }

    private static DestinationConfig in(Path folder, String more) {
        return DestinationConfigs.parse("file:\n" + ("folder: " + folder + "\n" + more).indent(2));
    }

    @Override
    List<String> taken() {
        return lines(folder).stream().map(line -> line.get("body").asText()).toList();
    }

    private static List<JsonNode> lines(Path folder) {
        return files(folder).stream().flatMap(FileActionTest::linesOf).toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> linesOf(Path file) {
        try {
            String text = Files.readString(file);
            assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
            return text.lines().map(FileActionTest::json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.empty();
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.empty();
    }

    @Test
    void lineHoldsTheEvent() {
        // Given
        var headers =
                Headers.of("Content-Type", "text/x", "X-A", "1", "x-a", "2", "Authorization", "t");

        // When
        attempt(working(), Parcels.delivery(headers, "a\n\"b\" \u00fc\u2028".getBytes(UTF_8)));

        // Then
        assertThat(files(folder)).extracting(it -> "" + it.getFileName()).containsExactly(FIRST);
        assertThat(lines(folder))
                .containsExactly(
                        json(
                                """
                                {"id": "7-1763900000000-3", "source": "shop", "type": "push",
                                 "provider": "github", "receivedAt": "2026-11-23T11:59:58Z",
                                 "headers": {"Content-Type": "text/x", "X-A": "1, 2"},
                                 "body": "a\\n\\"b\\" \u00fc\\u2028"}
                                """));
    }

    @Test
    void bodyThatIsNoTextIsWrittenInBase64() {
        // Given
        byte[] body = {0, (byte) 0xff, (byte) 0xc3, 10};

        // When
        attempt(working(), Parcels.delivery(Headers.none(), body));

        // Then
        var line = lines(folder).get(0);
        assertThat(line.has("body")).isFalse();
        assertThat(Base64.getDecoder().decode(line.get("bodyBase64").asText())).isEqualTo(body);
    }

    @Test
    void halfACharacterInATypeStopsNoLine() {
        assertThat(attempt(working(), Parcels.typed("a\ud800b"))).isEqualTo(Outcome.delivered());
        assertThat(lines(folder)).hasSize(1);
    }

    @Test
    void lineThatACrashCutOffIsTakenAway() throws IOException {
        // Given
        Path file = folder.resolve(FIRST);
        Files.writeString(file, "{\"body\":\"whole\"}\n{\"body\":\"" + "x".repeat(200_000));

        // When
        attempt(working(), Parcels.delivery("next"));

        // Then
        assertThat(taken()).containsExactly("whole", "next");
    }

    @Test
    void fileOfOneLineThatWasCutOffBeginsAnew() throws IOException {
        // Given
        Files.writeString(folder.resolve(FIRST), "{\"body\":");

        // When
        attempt(working(), Parcels.delivery("next"));

        // Then
        assertThat(taken()).containsExactly("next");
    }

    @Test
    void nextRunGoesOnInTheSameFile() {
        // Given
        var first = action(working());
        attempt(first, Parcels.delivery("before"));
        close(first);

        // When
        attempt(working(), Parcels.delivery("after"));

        // Then
        assertThat(taken()).containsExactly("before", "after");
        assertThat(files(folder)).hasSize(1);
    }

    @Test
    void twoThatShareAFolderDoNotWriteToOneFile() {
        // Given
        var one = action(working());
        var other = action(working());
        var bodies = IntStream.range(0, 50).mapToObj(i -> "x".repeat(10_000) + i).toList();

        // When
        attemptAll(one, bodies);
        attemptAll(other, bodies);
        attemptAll(one, bodies);

        // Then
        assertThat(files(folder))
                .extracting(it -> "" + it.getFileName())
                .containsExactly(FIRST, "events-worker-7-1.jsonl");
        assertThat(taken()).hasSize(150);
    }

    @Test
    void fileThatWasMovedAwayIsBegunAgain() throws IOException {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));

        // When
        Files.move(folder.resolve(FIRST), folder.resolve("z-moved"));
        attempt(action, Parcels.delivery("after"));

        // Then
        assertThat(taken()).containsExactly("after", "before");
    }

    @Test
    void fileThatWasCutIsGoneOnWithFromItsEnd() throws IOException {
        // Given
        var action = action(working());
        attempt(action, Parcels.delivery("before"));

        // When
        Files.writeString(folder.resolve(FIRST), "");
        attempt(action, Parcels.delivery("after"));

        // Then
        assertThat(taken()).containsExactly("after");
    }

    @Test
    void fullDiskIsRetriedAndTheNextLineIsWhole() throws IOException {
        // Given
        var action = action(working());
        Files.createSymbolicLink(folder.resolve(FIRST), Path.of("/dev/full"));
        var meanwhile = attempt(action, Parcels.delivery("meanwhile"));

        // When
        Files.delete(folder.resolve(FIRST));
        var after = attempt(action, Parcels.delivery("after"));

        // Then
        assertThat(meanwhile).isEqualTo(Outcome.retry("file cannot be written"));
        assertThat(after).isEqualTo(Outcome.delivered());
        assertThat(taken()).containsExactly("after");
    }

    @Test
    void folderThatCannotBeMadeIsRetried() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("taken"), "x");

        // Then
        assertThat(attempt(in(file.resolve("sub"), ""), Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("file cannot be written"));
    }
}
