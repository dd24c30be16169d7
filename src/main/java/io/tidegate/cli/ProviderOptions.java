package io.tidegate.cli;

import io.tidegate.config.ProviderFile;
import io.tidegate.provider.Bench;
import io.tidegate.provider.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that work with a provider of the catalogue and without a gateway. */
final class ProviderOptions {

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the source, as webhookId=1JE...")
    private Map<String, String> settings = Map.of();

    @Option(
            names = "--providers",
            paramLabel = "FOLDER",
            description = "A folder with provider files of your own.")
    private @Nullable Path folder;

    /** The catalogue, with the files of the folder if there is one. */
    Catalogue catalogue() {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandFailure("there is no folder " + folder);
        }
        return folder == null ? Catalogue.load() : Catalogue.load(folder);
    }

    /** What the file of a provider says. */
    static ProviderFile file(Catalogue catalogue, String id) {
        return catalogue
                .file(id)
                .orElseThrow(
                        () ->
                                new CommandFailure(
                                        "no provider '%s'; 'tidegate providers' lists them"
                                                .formatted(id)));
    }

    /** Tells a bench the settings. */
    void applyTo(Bench bench, ProviderFile file) {
        settings.forEach(
                (name, value) -> {
                    if (!file.settings().containsKey(name)) {
                        throw new CommandFailure(
                                "%s has no setting '%s'; it has %s"
                                        .formatted(file.id(), name, file.settings().keySet()));
                    }
                    bench.set(name, value);
                });
    }
}
