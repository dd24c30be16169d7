package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about actions, whose examples work as they stand. */
class ActionsPageTest {

    private static final Path PAGE = Path.of("src/docs/actions.md");
    private static final Path HTTP_PAGE = Path.of("src/docs/actions-http.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

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
    void everyExampleLoads(String example) {
        // Given the files of secrets that it may name
        String text = example.replaceAll("\\$\\{file:[^}]*}", "secret");

        // Then
        assertThat(ConfigFile.parse("page.yaml", text, Map.of()).problems(List.of())).isEmpty();
    }

    @Test
    void everyKindHasASection() throws IOException {
        // Given
        String pages = Files.readString(PAGE) + Files.readString(HTTP_PAGE);
        var headings =
                pages.lines()
                        .filter(it -> it.startsWith("## "))
                        .flatMap(it -> Stream.of(it.substring(3).split(", ")))
                        .toList();

        // Then
        assertThat(headings)
                .containsAll(
                        Component.of(DestinationConfig.class).stream()
                                .filter(Component::isNullable)
                                .map(Component::key)
                                .toList());
    }
}
