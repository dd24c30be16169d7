package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the page about actions over HTTP are configurations that start. */
class ActionsHttpPageTest {

    private static final Path PAGE = Path.of("src/docs/actions-http.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+}");

    @TempDir private Path folder;

    static Stream<String> examples() throws IOException {
        return EXAMPLE
                .matcher(Files.readString(PAGE))
                .results()
                .map(it -> it.group(1))
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleStarts(String example) throws IOException {
        // Given
        Path file = folder.resolve("tidegate.yaml");
        Files.writeString(
                file,
                VARIABLE.matcher(example)
                        .replaceAll("https://a.test/b")
                        .replaceAll("\\$\\{file:[^}]*\\.key}", "-----BEGIN PRIVATE KEY-----")
                        .replaceAll("\\$\\{file:[^}]*}", "-----BEGIN CERTIFICATE-----"));

        // When
        var config = ConfigFile.read(file, Map.of()).check(List.of());

        // Then
        assertThat(config.destinations().values())
                .allSatisfy(it -> assertThat(ActionCheck.problems(it)).isEmpty());
    }

    @Test
    void everyKindOverHttpHasAnExample() throws IOException {
        assertThat(examples().map(example -> kinds(example)).flatMap(List::stream))
                .contains("http", "slack", "sqs", "sns");
    }

    private static List<String> kinds(String example) {
        return Pattern.compile("(?m)^    (\\w+):")
                .matcher(example)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }
}
