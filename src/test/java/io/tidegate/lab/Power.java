package io.tidegate.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server has written and the disk has not: a process that is killed loses nothing of it, a
 * machine without power all.
 */
final class Power {

    private final Path library;
    private final Path synced;

    private Power(Path library, Path synced) {
        this.library = library;
        this.synced = synced;
    }

    /** Begins to note in this folder what is on the disk. */
    static Power watched(Path folder) {
        try {
            Path synced = Files.createDirectory(folder.resolve("synced"));
            return new Power(Shim.compile("power", folder), synced);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path library() {
        return library;
    }

    Map<String, String> environment() {
        return Map.of("LAB_SYNCED", synced.toString());
    }

    /** Takes from a server that was killed what a power cut would have taken too. */
    void cut(Path home) {
        try (Stream<Path> all = Files.walk(home)) {
            List<Path> logs = all.filter(it -> it.toString().endsWith(".incr.aof")).toList();
            for (Path log : logs) {
                truncate(log, safeBytes(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long safeBytes(Path log) throws IOException {
        Path note = synced.resolve(String.valueOf(log.getFileName()));
        return Files.exists(note) ? Long.parseLong(Files.readString(note).strip()) : 0;
    }

    private static void truncate(Path log, long bytes) throws IOException {
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            file.truncate(bytes);
        }
    }
}
