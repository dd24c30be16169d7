package io.tidegate.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a server's own, in memory, that can be full. */
final class SmallDisk implements AutoCloseable {

    /** Room for half an hour's log, and once more while it is rewritten. */
    private static final int MEBIBYTES = 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this process may mount one. */
    static boolean isPossible() {
        return System.getProperty("user.name").equals("root");
    }

    /** Mounts one on this folder. */
    static SmallDisk mount(Path folder) {
        String size = "size=" + MEBIBYTES + "m";
        Command.run(List.of("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()));
        return new SmallDisk(folder);
    }

    /** Where it is mounted. */
    Path folder() {
        return folder;
    }

    /** Leaves no room for another byte. */
    void fill() {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] much = new byte[1 << 20];
            for (int i = 0; i <= MEBIBYTES; i++) {
                ballast.write(much);
            }
        } catch (IOException full) {
            if (Files.notExists(ballast())) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Makes room again. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Unmounts it; what was on it is gone. */
    @Override
    public void close() {
        Command.run(List.of("umount", folder.toString()));
    }
}
