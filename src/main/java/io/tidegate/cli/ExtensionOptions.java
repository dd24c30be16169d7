package io.tidegate.cli;

import io.tidegate.action.PluginException;
import io.tidegate.action.Plugins;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that add to the kinds of action, the same for every command that reads one. */
final class ExtensionOptions {

    @Option(
            names = "--allow-exec",
            description = "Destinations may run programs (exec); without it none does.")
    private boolean isExecAllowed;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder with jars of actions of your own (plugin).")
    private @Nullable Path plugins;

    /**
     * Loads what they name.
     *
     * @throws CommandFailure if a plug-in cannot be used
     */
    Extensions load() {
        try {
            return new Extensions(
                    isExecAllowed, plugins == null ? Plugins.none() : Plugins.load(plugins));
        } catch (PluginException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }
}
