package io.tidegate.action.example;

import io.tidegate.action.spi.ActionPlugin;
import io.tidegate.action.spi.PluginAction;
import io.tidegate.action.spi.PluginResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes each payload to a file of its own, named by the event; a repeat overwrites it. */
public final class FolderPlugin implements ActionPlugin {

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public void check(Map<String, String> settings) {
        if (!settings.containsKey("path")) {
            throw new IllegalArgumentException("needs a path");
        }
    }

    @Override
    public PluginAction open(Map<String, String> settings) throws IOException {
        Path folder = Files.createDirectories(Path.of(settings.getOrDefault("path", "")));
        return (payload, headers) -> {
            Files.write(folder.resolve(headers.getOrDefault("webhook-id", "")), payload);
            return CompletableFuture.completedFuture(PluginResult.delivered());
        };
    }
}
