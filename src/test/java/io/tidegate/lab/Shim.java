package io.tidegate.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A library that stands between a process and the C library; its source lies beside the tests. */
final class Shim {

    private static final String COMPILER = "gcc";

    private Shim() {}

    /** Whether this machine can make one. */
    static boolean isPossible() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, COMPILER)));
    }

    /** Compiles {@code name.c} into the folder, and returns what to name in LD_PRELOAD. */
    static Path compile(String name, Path folder) {
        Path source = folder.resolve(name + ".c");
        Path library = folder.resolve(name + ".so");
        try (InputStream text = Shim.class.getResourceAsStream("/lab/" + name + ".c")) {
            if (text == null) {
                throw new IllegalStateException("no source of " + name);
            }
            Files.copy(text, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(
                List.of(
                        COMPILER,
                        "-O1",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl"));
        return library;
    }
}
