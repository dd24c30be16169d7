package io.tidegate.store.redis;

import io.tidegate.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder of an embedded server and what lies in it, readable by its owner only. Every method
 * touches the disk: not for event loops.
 */
final class DataFolder implements AutoCloseable {

    private static final String RECORD = "redis.server";
    private static final int LOG_TAIL_BYTES = 2_000;
    private static final long LOG_LIMIT_BYTES = 1 << 20;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, which is made if need be, for this process alone: the lock is the kernel's,
     * so it ends with the process however that ends.
     *
     * @throws StoreException if another gateway has it open
     */
    static DataFolder open(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
        Path home = folder.toRealPath();
        var lock =
                FileChannel.open(
                        home.resolve("gateway.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!isFree(lock)) {
            lock.close();
            throw StoreException.notDone(
                    "another gateway uses the data folder "
                            + home
                            + "; give this one its own, or point both at one redis.uri");
        }
        return new DataFolder(home, lock);
    }

    /** The server that was last started in the folder, whoever has that open. */
    static Optional<ServerRecord> peek(Path folder) throws IOException {
        Path file = folder.resolve(RECORD);
        return Files.exists(file) ? ServerRecord.parse(Files.readString(file)) : Optional.empty();
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The folder itself, absolute and without links. */
    Path path() {
        return folder;
    }

    /** Where the server writes its log. */
    Path log() {
        return folder.resolve("redis.log");
    }

    /** The server that was last started here. */
    Optional<ServerRecord> record() throws IOException {
        return peek(folder);
    }

    /** Remembers which server runs here. */
    void remember(ServerRecord server) throws IOException {
        write(recordFile(), server.toText());
    }

    /** Forgets the server: it has ended. */
    void forget() throws IOException {
        Files.deleteIfExists(recordFile());
    }

    private Path recordFile() {
        return folder.resolve(RECORD);
    }

    /** Writes the server's configuration file and returns where it is. */
    Path configure(ServerRecord server, String fsync) throws IOException {
        Path file = folder.resolve("redis.conf");
        write(file, server.toConfiguration(folder, log(), fsync));
        return file;
    }

    /** Puts a long log aside, so that logs never fill the disk. */
    void turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
            Files.move(log(), folder.resolve("redis.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The end of the server's log, for a person who has to find out why it did not start. */
    String logTail() throws IOException {
        if (!Files.exists(log())) {
            return "(no log)";
        }
        byte[] all = Files.readAllBytes(log());
        int start = Math.max(0, all.length - LOG_TAIL_BYTES);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8).strip();
    }

    private static void write(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Path unfinished =
                Files.createTempFile(
                        file.getParent(),
                        "writing",
                        "",
                        PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
