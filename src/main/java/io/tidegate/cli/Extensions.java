package io.tidegate.cli;

import io.tidegate.action.Plugins;
import io.tidegate.action.spi.ActionPlugin;
import io.tidegate.config.ConfigFile;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.PluginConfig;
import io.tidegate.config.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line adds to the kinds of action.
 *
 * @param isExecAllowed whether destinations may run programs
 * @param plugins the actions that were found beside ours
 */
public record Extensions(boolean isExecAllowed, Plugins plugins) {

    /** Nothing is added. */
    public static final Extensions NONE = new Extensions(false, Plugins.none());

    /** Where the configuration wants more than there is. */
    List<Problem> problems(ConfigFile file) {
        return file.draft().destinations().entrySet().stream()
                .flatMap(
                        entry ->
                                problem(entry.getValue())
                                        .map(it -> it.in(file, entry.getKey()))
                                        .stream())
                .toList();
    }

    private Optional<Wrong> problem(DestinationConfig destination) {
        if (destination.exec() != null && !isExecAllowed) {
            return Optional.of(
                    new Wrong("exec", "runs a program; start with --allow-exec if it may"));
        }
        PluginConfig plugin = destination.plugin();
        return plugin == null ? Optional.empty() : problem(plugin);
    }

    private Optional<Wrong> problem(PluginConfig config) {
        return plugins.named(config.name())
                .map(plugin -> problemOfSettings(plugin, config))
                .orElseGet(() -> Optional.of(new Wrong("plugin.name", unknown(config.name()))));
    }

    private String unknown(String name) {
        String found = String.join(", ", plugins.names());
        return "unknown plug-in '%s'; found: %s"
                .formatted(name, found.isEmpty() ? "none; name their folder by --plugins" : found);
    }

    private static Optional<Wrong> problemOfSettings(ActionPlugin plugin, PluginConfig config) {
        Map<String, String> settings = new HashMap<>();
        config.settings().forEach((name, value) -> settings.put(name, value.value()));
        try {
            plugin.check(Map.copyOf(settings));
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(new Wrong("plugin.settings", String.valueOf(wrong.getMessage())));
        } catch (RuntimeException | LinkageError broken) {
            String text =
                    "cannot be checked: the plug-in fails with " + broken.getClass().getName();
            return Optional.of(new Wrong("plugin.settings", text));
        }
    }

    /**
     * What is wrong with a destination.
     *
     * @param key where, from the destination on
     */
    private record Wrong(String key, String text) {

        private Problem in(ConfigFile file, String destination) {
            return file.problem("destinations." + destination + "." + key, text);
        }
    }
}
