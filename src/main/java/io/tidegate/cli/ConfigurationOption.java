package io.tidegate.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration file, the same for every command that reads one. */
final class ConfigurationOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            defaultValue = "config/tidegate.yaml",
            description = "The configuration file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("config/tidegate.yaml");

    /** The file, whether it exists or not. */
    Path file() {
        return file;
    }
}
