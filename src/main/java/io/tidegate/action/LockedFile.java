package io.tidegate.action;

import io.tidegate.config.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A file of whole lines that nobody else writes to, as long as it is open here.
 *
 * <p>Used by one worker thread at a time.
 */
final class LockedFile {

    private static final int BLOCK_BYTES = 64 << 10;

    private final Path path;
    private final FileChannel channel;
    private final Object key;
    private final Instant begunAt;

    /** Where the last whole line ends. */
    private long size;

    private LockedFile(Path path, FileChannel channel, long size, Instant begunAt)
            throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.begunAt = begunAt;
        this.key = keyOf(path);
    }

    /**
     * Opens a file, which may be new, and takes away what follows its last line break: a line that
     * a crash cut off. Empty if somebody else has it open.
     */
    static Optional<LockedFile> open(Path path, InstantSource clock) throws IOException {
        create(path);
        Object key = keyOf(path);
        var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // Whoever had it may have finished it in between: then this is not the file any more.
            if (isLocked(channel) && keyOf(path).equals(key)) {
                return Optional.of(opened(path, channel, clock));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException cause) {
            channel.close();
            throw cause;
        }
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path);
            forceFolder(path);
        } catch (FileAlreadyExistsException isThere) {
            // Its lines are whole up to where they are cut off, and it grows from there.
        }
    }

    private static LockedFile opened(Path path, FileChannel channel, InstantSource clock)
            throws IOException {
        long size = endOfLastLine(channel);
        channel.truncate(size);
        Instant begunAt = size == 0 ? clock.instant() : createdAt(path);
        return new LockedFile(path, channel, size, begunAt);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        long end = channel.size();
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        while (end > 0) {
            long start = Math.max(0, end - BLOCK_BYTES);
            block.clear().limit((int) (end - start));
            channel.read(block, start);
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static Instant createdAt(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).creationTime().toInstant();
    }

    /** Where it was opened. */
    Path path() {
        return path;
    }

    /** How much its whole lines take. */
    ByteSize size() {
        return new ByteSize(size);
    }

    /** When its first line was written, or shortly before. */
    Instant begunAt() {
        return begunAt;
    }

    /** Whether its path still leads to it, and nobody has cut it. */
    boolean isInPlace() throws IOException {
        return Files.exists(path) && keyOf(path).equals(key) && channel.size() >= size;
    }

    private static Object keyOf(Path path) throws IOException {
        // Not every file system has keys; then the path must do.
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path : key;
    }

    /**
     * Appends lines.
     *
     * @param isForced whether to wait until the disk has them
     */
    void append(List<byte[]> lines, boolean isForced) throws IOException {
        var buffers = lines.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
        channel.position(size);
        long left = lines.stream().mapToLong(line -> line.length).sum();
        long end = size + left;
        while (left > 0) {
            left -= channel.write(buffers);
        }
        if (isForced) {
            channel.force(false);
        }
        size = end;
    }

    /** Gives the file another name in its folder; nothing more may be appended. */
    void moveTo(Path finished) throws IOException {
        channel.force(true);
        Files.move(path, finished, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(path);
    }

    private static void forceFolder(Path path) throws IOException {
        try (var folder = FileChannel.open(path.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    /** Takes back a line that was written in part, and lets others have the file. */
    void close() throws IOException {
        try (channel) {
            channel.truncate(size);
        }
    }
}
