package io.tidegate.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of others that checks our files where it is installed.
 *
 * @param name its name on the search path
 */
record Tool(String name) {

    /**
     * What a run came to.
     *
     * @param exit the exit code
     * @param output everything that it printed
     */
    record Result(int exit, String output) {}

    /** The tool; without it the test that asks is skipped, and says why. */
    static Tool orSkip(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean isInstalled =
                Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(it -> Files.isExecutable(Path.of(it, name)));
        assumeTrue(isInstalled, name + " is not installed");
        return new Tool(name);
    }

    /** Runs it to its end in the project's folder. */
    Result run(List<String> arguments) {
        return run(arguments, "");
    }

    /** The same with this text as its input. */
    Result run(List<String> arguments, String input) {
        var command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = process.getInputStream().readAllBytes();
            return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
