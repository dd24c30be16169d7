package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.CheckCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The recipes as their readers find them; {@link RecipesTest} runs them. */
class RecipeFilesTest {

    private static final Path PAGE = Path.of("src/docs/recipes.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[([a-z-]+)]\\(\\.\\./\\.\\./config/recipes/\\1\\.yaml\\) ");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

    /** Those that a server of the sender's or the gateway's own stands in for. */
    private static final Pattern NOT_NEEDED = Pattern.compile("PORT|ADMIN_PORT|[A-Z]+_API");

    @TempDir Path folder;

    static Stream<Path> recipes() throws IOException {
        try (var files = Files.list(Path.of("config", "recipes"))) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipePassesTheCheck(Path recipe) {
        // Given
        var variables =
                RecipeVariables.of(
                        "http://127.0.0.1:9", "redis://127.0.0.1:9", "127.0.0.1:9", folder);
        var out = new StringWriter();
        var command = new CommandLine(new CheckCommand(variables));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

        // When
        int exit = command.execute("--config", recipe.toString());

        // Then
        assertThat(exit).as(out.toString()).isZero();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeTellsItsReaderWhichVariablesItTakes(Path recipe) throws IOException {
        // Given
        String text = Files.readString(recipe);
        String head = text.substring(0, text.indexOf("\npublic:"));

        // Then
        assertThat(head).startsWith("# yaml-language-server: $schema=../tidegate.schema.json\n");
        assertThat(VARIABLE.matcher(text).results().map(it -> it.group(1)))
                .filteredOn(it -> !NOT_NEEDED.matcher(it).matches())
                .allSatisfy(it -> assertThat(head).contains(it));
    }

    @Test
    void pageListsEveryRecipe() throws IOException {
        // Given
        String page = Files.readString(PAGE);

        // Then
        assertThat(ROW.matcher(page).results().map(it -> it.group(1) + ".yaml"))
                .containsExactlyElementsOf(
                        recipes().map(it -> it.getFileName().toString()).toList());
    }
}
