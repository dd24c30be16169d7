package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.action.example.FolderPlugin;
import io.tidegate.action.example.MoodyPlugin;
import io.tidegate.action.example.NamelessPlugin;
import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Outcome;
import io.tidegate.testing.DestinationConfigs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluggedActionTest extends ActionContract {

    private static final Path PAGE = Path.of("src/docs/plugins.md");
    private static final Path EXAMPLE =
            Path.of("src/test/java/io/tidegate/action/example/FolderPlugin.java");

    @TempDir Path folder;
    @TempDir Path jars;

    @Override
    Plugins plugins() {
        PluginJars.jar(jars, "folder.jar", FolderPlugin.class);
        return Plugins.load(PluginJars.jar(jars, "moody.jar", MoodyPlugin.class));
    }

    @Override
    DestinationConfig working() {
        return DestinationConfigs.parse(
                "plugin: {name: folder, settings: {path: '" + folder + "'}}");
    }

    private static DestinationConfig moody(String mood) {
        return DestinationConfigs.parse("plugin: {name: moody, settings: {mood: " + mood + "}}");
    }

    @Override
    List<String> taken() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing(PluggedActionTest::number))
                    .map(PluggedActionTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.toString().replaceFirst(".*-", ""));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Optional<DestinationConfig> silent() {
        return Optional.of(DestinationConfigs.within(SHORT, moody("silent")));
    }

    @Override
    Optional<DestinationConfig> absent() {
        return Optional.empty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    retry   | later
                    fails   | plug-in failed: IllegalStateException
                    throws  | plug-in failed: IllegalArgumentException
                    breaks  | plug-in failed: NoClassDefFoundError
                    null    | plug-in failed: NullPointerException
                    nothing | plug-in failed: NullPointerException
                    closed  | plug-in failed: IllegalStateException
                    """)
    void whateverAPluginDoesIsRetriedWithoutItsSecrets(String mood, String reason) {
        assertThat(attempt(moody("'" + mood + "'"), Parcels.delivery("x")))
                .isEqualTo(Outcome.retry(reason));
    }

    @Test
    void pluginCanRefuseForEver() {
        assertThat(attempt(moody("dead"), Parcels.delivery("x"))).isEqualTo(Outcome.dead("never"));
    }

    @Test
    void pluginThatBlocksItsThreadHoldsNoOtherUp() {
        // Given
        var destination = DestinationConfigs.within(Duration.ofSeconds(1), moody("blocks"));

        // Then
        assertThat(attempt(destination, Parcels.delivery("x")))
                .isEqualTo(Outcome.retry("timeout after 1s"));
        assertThat(attempt(working(), Parcels.delivery("x"))).isEqualTo(Outcome.delivered());
    }

    @Test
    void pluginSeesLoggingAndNothingElseOfTheGateway() {
        assertThat(attempt(moody("sees"), Parcels.delivery("x")))
                .isEqualTo(Outcome.dead("true false false"));
    }

    @Test
    void librariesOfAPluginFindTheirClassesThroughTheThread() {
        assertThat(attempt(moody("thread"), Parcels.delivery("x"))).isEqualTo(Outcome.dead("true"));
    }

    @Test
    void jarWithoutAPluginIsNamed() {
        // Given
        PluginJars.jar(jars, "empty.jar");

        // Then
        assertThatThrownBy(() -> Plugins.load(jars))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("empty.jar")
                .hasMessageContaining(
                        "META-INF/services/io.tidegate.action.spi.ActionPlugin must name one");
    }

    @Test
    void pluginWithoutANameIsNamedByItsClass() {
        // Given
        PluginJars.jar(jars, "nameless.jar", NamelessPlugin.class);

        // Then
        assertThatThrownBy(() -> Plugins.load(jars))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("NamelessPlugin of ")
                .hasMessageContaining("nameless.jar has no name");
    }

    @Test
    void fileThatIsNoJarIsNamed() throws IOException {
        // Given
        Files.writeString(jars.resolve("broken.jar"), "not a jar");

        // Then
        assertThatThrownBy(() -> Plugins.load(jars))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("broken.jar");
    }

    @Test
    void twoPluginsOfOneNameAreRefused() {
        // Given
        PluginJars.jar(jars, "a.jar", FolderPlugin.class);
        PluginJars.jar(jars, "b.jar", FolderPlugin.class);

        // Then
        assertThatThrownBy(() -> Plugins.load(jars))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("two plug-ins are called 'folder'")
                .hasMessageContaining("b.jar");
    }

    @Test
    void folderThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Plugins.load(Path.of("/no/such/folder")))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("/no/such/folder");
    }

    @Test
    void theExampleOfThePageIsTheOneThatIsCompiled() throws IOException {
        // Given
        String example = Files.readString(EXAMPLE).replaceFirst("(?s)^.*?(?=import )", "");

        // Then
        assertThat(Files.readString(PAGE)).contains(example);
    }
}
