package io.tidegate.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A disk of a server's own, in memory, that can be full. */
final class SmallDisk implements AutoCloseable {

    /** Room for half an hour's log, and once more while it is rewritten. */
    private static final String SIZE = "1024m";

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
        String size = "size=" + SIZE;
        Command.run(List.of("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()));
        return new SmallDisk(folder);
    }

    /** Where it is mounted. */
    Path folder() {
        return folder;
    }

    /** Leaves no room for another page. */
    void fill() {
        // Whoever writes meanwhile makes the size too small for what is there, which is refused.
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(
                        () -> {
                            resize(usedKibibytes() + "k");
                            return true;
                        });
    }

    private long usedKibibytes() throws IOException {
        var store = Files.getFileStore(folder);
        return (store.getTotalSpace() - store.getUnallocatedSpace()) >> 10;
    }

    /** Makes room again. */
    void free() {
        resize(SIZE);
    }

    private void resize(String size) {
        Command.run(List.of("mount", "-o", "remount,size=" + size, folder.toString()));
    }

    /** Unmounts it; what was on it is gone. */
    @Override
    public void close() {
        Command.run(List.of("umount", folder.toString()));
    }
}
