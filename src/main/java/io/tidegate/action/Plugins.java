package io.tidegate.action;

import io.tidegate.action.spi.ActionPlugin;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The plug-ins that were found, by name. Each jar has a class loader of its own. */
public final class Plugins {

    private static final Plugins NONE = new Plugins(new TreeMap<>());

    private final SortedMap<String, ActionPlugin> byName;

    private Plugins(SortedMap<String, ActionPlugin> byName) {
        this.byName = byName;
    }

    /** No plug-in at all. */
    public static Plugins none() {
        return NONE;
    }

    /**
     * Finds the plug-ins in all jars of a folder.
     *
     * @throws PluginException if the folder or a jar cannot be read, a plug-in cannot be made, or
     *     two have one name
     */
    public static Plugins load(Path folder) {
        var byName = new TreeMap<String, ActionPlugin>();
        for (Path jar : jars(folder)) {
            load(jar, byName);
        }
        return new Plugins(byName);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException unreadable) {
            throw new PluginException("cannot read the folder of plug-ins " + folder, unreadable);
        }
    }

    private static void load(Path jar, SortedMap<String, ActionPlugin> byName) {
        try {
            // The class loader takes what is no jar for an empty one.
            new JarFile(jar.toFile()).close();
            var plugins = ServiceLoader.load(ActionPlugin.class, loader(jar));
            if (plugins.findFirst().isEmpty()) {
                throw new PluginException(
                        "no plug-in is in %s; its META-INF/services/%s must name one"
                                .formatted(jar, ActionPlugin.class.getName()));
            }
            plugins.forEach(plugin -> add(plugin, jar, byName));
        } catch (ServiceConfigurationError | LinkageError | IOException broken) {
            throw new PluginException("cannot load the plug-in " + jar, broken);
        }
    }

    private static void add(ActionPlugin plugin, Path jar, SortedMap<String, ActionPlugin> byName) {
        String name = name(plugin, jar);
        if (byName.putIfAbsent(name, plugin) != null) {
            throw new PluginException("two plug-ins are called '" + name + "'; one is in " + jar);
        }
    }

    private static String name(ActionPlugin plugin, Path jar) {
        try {
            String name = plugin.name();
            if (name != null && !name.isBlank()) {
                return name;
            }
        } catch (RuntimeException broken) {
            throw new PluginException("cannot load the plug-in " + jar, broken);
        }
        throw new PluginException(plugin.getClass().getName() + " of " + jar + " has no name");
    }

    /** Lives as long as the process: a plug-in may load classes at any time. */
    @SuppressWarnings("resource")
    private static ClassLoader loader(Path jar) throws MalformedURLException {
        return new URLClassLoader(
                jar.getFileName().toString(),
                new URL[] {jar.toUri().toURL()},
                new SpiClassLoader(Plugins.class.getClassLoader()));
    }

    /** The names of all. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The plug-in of this name; empty if none was found. */
    public Optional<ActionPlugin> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
