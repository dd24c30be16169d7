package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The file that a newcomer edits. */
class ExampleFileTest {

    private static final Path EXAMPLE = Path.of("config/tidegate.yaml");
    private static final long SEED = 20261123;
    private static final int MUTATIONS = 3000;
    private static final String PIECES = " :-{}[]&*!|>'\"%@`#,?~$\n\t0aZ\u0000\u00e9<.=";

    @Test
    void itStartsWithNoEnvironmentAtAll() throws IOException {
        // When
        GatewayConfig config =
                ConfigFile.read(EXAMPLE, Map.of()).check(Catalogue.shipped().keySet());
        // Then
        assertThat(config.redis().isEmbedded()).isTrue();
        assertThat(config.sources()).containsOnlyKeys("github-main", "anything");
        assertThat(Named.in(config.sources(), "github-main").secrets())
                .containsExactly(new Secret("change-me-github-secret"));
        assertThat(config.destinations()).containsOnlyKeys("console", "ci", "audit");
        assertThat(Named.in(config.routes(), "everything-from-github").to())
                .containsExactly("console", "ci", "audit");
        assertThat(Named.in(config.routes(), "paid-orders").when()).isNotEmpty();
    }

    @Test
    void itTakesItsSecretsFromTheEnvironment() {
        // When
        var file = ConfigFile.read(EXAMPLE, Map.of("GITHUB_WEBHOOK_SECRET", "a real secret"));
        // Then
        assertThat(
                        Named.in(file.check(Catalogue.SMALL.keySet()).sources(), "github-main")
                                .secrets())
                .containsExactly(new Secret("a real secret"));
    }

    @Test
    void itIsPlainAsciiAndNamesItsSchemaFirst() throws IOException {
        // Given
        String text = Files.readString(EXAMPLE);
        // Then
        assertThat(text).startsWith("# yaml-language-server: $schema=tidegate.schema.json\n");
        assertThat(text).matches("[\\n\\x20-\\x7E]*");
    }

    @Test
    void whateverIsWrongWithItEndsInProblems() throws IOException {
        // Given
        String text = Files.readString(EXAMPLE);
        var random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            // When
            String mutated = mutated(text, random);
            // Then
            refused += isRefused(mutated) ? 1 : 0;
        }
        assertThat(refused).as("seed " + SEED).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    /** Any exception but the one for problems fails the test. */
    private static boolean isRefused(String text) {
        try {
            var problems =
                    ConfigFile.parse("t.yaml", text, Map.of()).problems(Catalogue.SMALL.keySet());
            assertThat(problems).allMatch(it -> it.line() >= 1 && !it.text().isEmpty());
            return !problems.isEmpty();
        } catch (ConfigException refusal) {
            assertThat(refusal.problems()).isNotEmpty();
            return true;
        } catch (RuntimeException bug) {
            throw new AssertionError("seed " + SEED + ", text:\n" + text, bug);
        }
    }

    private static String mutated(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length());
            int end = Math.min(mutated.length(), at + random.nextInt(20));
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, piece);
                case 2 -> mutated.setCharAt(at, piece);
                default ->
                        mutated.insert(
                                random.nextInt(mutated.length()), mutated.substring(at, end));
            }
        }
        return mutated.toString();
    }
}
