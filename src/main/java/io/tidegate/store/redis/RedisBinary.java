package io.tidegate.store.redis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An executable Redis server on this machine.
 *
 * @param file the executable
 * @param version what it says about itself, as {@code Redis server v=7.0.15 ...}
 * @param origin where it comes from, for people: {@code path} or {@code bundled}
 */
public record RedisBinary(Path file, String version, String origin) {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");
    private static final Pattern VERSION = Pattern.compile("v=(\\d{1,4})\\.");
    private static final int OLDEST = 7;
    private static final int ANSWER_SECONDS = 5;

    /**
     * The first server of release 7.0 or newer on the search path, else the one in the jar,
     * unpacked into {@code folder}. Starts a process and waits for it: not for event loops.
     *
     * @param searchPath folders as in the environment's {@code PATH}; may be empty
     * @throws IOException if there is neither
     */
    public static RedisBinary find(String searchPath, Path folder) throws IOException {
        for (String place : searchPath.split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                Optional<RedisBinary> installed = ask(Path.of(place, name), "path");
                if (!place.isEmpty() && installed.isPresent()) {
                    return installed.get();
                }
            }
        }
        return ask(BundledRedis.unpack(folder), "bundled")
                .orElseThrow(() -> new IOException("the bundled Redis does not run here"));
    }

    private static Optional<RedisBinary> ask(Path file, String origin) throws IOException {
        if (!Files.isExecutable(file) || Files.isDirectory(file)) {
            return Optional.empty();
        }
        Process asked =
                new ProcessBuilder(file.toString(), "--version").redirectErrorStream(true).start();
        asked.getOutputStream().close();
        try {
            if (!asked.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + file + " for its version", e);
        }
        byte[] said = asked.getInputStream().readAllBytes();
        return judge(file, new String(said, StandardCharsets.UTF_8).strip(), origin);
    }

    private static Optional<RedisBinary> judge(Path file, String said, String origin) {
        Matcher version = VERSION.matcher(said);
        boolean isNewEnough = version.find() && Integer.parseInt(version.group(1)) >= OLDEST;
        return isNewEnough ? Optional.of(new RedisBinary(file, said, origin)) : Optional.empty();
    }
}
