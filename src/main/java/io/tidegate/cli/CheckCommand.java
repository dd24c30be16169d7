package io.tidegate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads and compiles the configuration as serving would, and starts nothing. */
@Command(
        name = "check",
        description = {
            "Reads the configuration as 'serve' would, with providers, secrets, filters and transforms,",
            "and starts nothing. Prints every problem as FILE:LINE: PATH: PROBLEM and exits with 2."
        })
public final class CheckCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();
    @Mixin private ExtensionOptions extensions = new ExtensionOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    /** A command that takes variables from {@code environment}. */
    public CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var config = Blueprint.read(configuration.file(), environment, extensions.load()).config();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: ok: %d sources, %d destinations, %d routes%n",
                        configuration.file(),
                        config.sources().size(),
                        config.destinations().size(),
                        config.routes().size());
        return 0;
    }
}
