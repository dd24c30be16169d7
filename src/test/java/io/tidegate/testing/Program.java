package io.tidegate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the packaged program to its end, as a user at a terminal would see it. */
public final class Program {

    private Program() {}

    /**
     * What a run printed and how it ended.
     *
     * @param exit the exit code
     * @param output everything on standard output and standard error, in order
     */
    public record Result(int exit, String output) {}

    /** Runs the program in {@code folder} with these arguments. */
    public static Result run(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of(GatewayProcess.java(), "-jar"));
        command.add(Path.of(GatewayProcess.jar()).toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + command);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
