package io.tidegate.action;

import io.tidegate.action.spi.ActionPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/** Makes jars of plug-ins, as a build would. */
public final class PluginJars {

    private PluginJars() {}

    /** A jar with these classes, all of them plug-ins, and returns its folder. */
    public static Path jar(Path folder, String name, Class<?>... plugins) {
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            String names =
                    Arrays.stream(plugins).map(Class::getName).collect(Collectors.joining("\n"));
            add(
                    jar,
                    "META-INF/services/" + ActionPlugin.class.getName(),
                    names.getBytes(StandardCharsets.UTF_8));
            for (Class<?> plugin : plugins) {
                String path = plugin.getName().replace('.', '/') + ".class";
                add(jar, path, bytes(plugin, path));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Class<?> type, String path) throws IOException {
        try (InputStream stream = type.getClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }

    private static void add(JarOutputStream jar, String path, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(bytes);
        jar.closeEntry();
    }
}
