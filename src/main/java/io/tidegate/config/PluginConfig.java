package io.tidegate.config;

import java.util.Map;

/**
 * Hands each event to an action of your own, from a jar in the folder that {@code --plugins} names.
 *
 * @param name the name that the plug-in gives itself
 * @param settings what the plug-in wants to be told; may hold secrets
 */
public record PluginConfig(String name, Map<String, Secret> settings) {}
