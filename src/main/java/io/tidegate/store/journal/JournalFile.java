package io.tidegate.store.journal;

import io.tidegate.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of records, each its length, the CRC32C of that and its bytes, and these. It is of this
 * process alone. Records are added at the end and taken from the front; when there is none left,
 * the file is cut to its first line. Every method touches the disk. Not safe for several threads.
 *
 * <p>Who is killed while taking records finds all of them again: they come twice, never not at all.
 */
final class JournalFile implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalFile.class);
    private static final byte[] FIRST_LINE =
            "tidegate journal 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 8;
    private static final long MOST_AT_ONCE = 4 << 20;

    private final FileChannel channel;
    private final ArrayDeque<Integer> lengths = new ArrayDeque<>();
    private long front = FIRST_LINE.length;
    private long end = FIRST_LINE.length;

    private JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the file, which is made if need be. A record at the end that was not written to its end
     * is put aside, in a file beside it, and cut off.
     *
     * @throws StoreException if another process has it open, or it is no journal
     */
    static JournalFile open(Path path) throws IOException {
        Path file = path.toAbsolutePath();
        Path folder = file.resolveSibling("");
        Files.createDirectories(folder);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var journal = new JournalFile(FileChannel.open(file, options, ownerOnly));
        try {
            journal.lock(file);
            journal.load(file);
            sync(folder);
        } catch (IOException | RuntimeException unusable) {
            journal.close();
            throw unusable;
        }
        return journal;
    }

    private void lock(Path file) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // The same, by another part of this process.
        }
        throw StoreException.notDone(
                "another gateway uses the journal "
                        + file
                        + "; give each its own store.journal.path");
    }

    /** A new file is only there for sure when its folder is on the disk too. */
    private static void sync(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void load(Path file) throws IOException {
        if (channel.size() < FIRST_LINE.length) {
            clear();
            return;
        }
        if (!java.util.Arrays.equals(read(0, FIRST_LINE.length), FIRST_LINE)) {
            throw StoreException.notDone(file + " is no journal of this version; move it away");
        }
        while (isWhole(end)) {
            int length = lengthAt(end);
            lengths.add(length);
            end += HEAD_BYTES + length;
        }
        if (end < channel.size()) {
            cut(file);
        }
    }

    private boolean isWhole(long position) throws IOException {
        if (position + HEAD_BYTES > channel.size()) {
            return false;
        }
        int length = lengthAt(position);
        if (length < 0 || position + HEAD_BYTES + length > channel.size()) {
            return false;
        }
        int expected = ByteBuffer.wrap(read(position + Integer.BYTES, Integer.BYTES)).getInt();
        return expected == checksum(read(position + HEAD_BYTES, length));
    }

    private int lengthAt(long position) throws IOException {
        return ByteBuffer.wrap(read(position, Integer.BYTES)).getInt();
    }

    private byte[] read(long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the journal is shorter than it was");
            }
        }
        return bytes.array();
    }

    /** Of the length too, or a stretch of zeros would be so many empty records. */
    private static int checksum(byte[] record) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, record.length));
        checksum.update(record);
        return (int) checksum.getValue();
    }

    private void cut(Path file) throws IOException {
        Path aside =
                Files.createTempFile(file.resolveSibling(""), file.getFileName() + ".", ".cut");
        try (var out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            long left = channel.size() - end;
            for (long done = 0; done < left; ) {
                done += channel.transferTo(end + done, left - done, out);
            }
            LOGGER.atWarn()
                    .addKeyValue("bytes", left)
                    .addKeyValue("file", aside)
                    .log("journal ends within a record, or has a damaged one; the rest put aside");
        }
        channel.truncate(end);
        channel.force(true);
    }

    /** Adds records; they are on the disk when this returns, and none is there if it throws. */
    void add(List<byte[]> records) throws IOException {
        int size = records.stream().mapToInt(it -> HEAD_BYTES + it.length).sum();
        var bytes = ByteBuffer.allocate(size);
        for (byte[] record : records) {
            bytes.putInt(record.length).putInt(checksum(record)).put(record);
        }
        bytes.flip();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            channel.force(false);
        } catch (IOException failure) {
            channel.truncate(end);
            throw failure;
        }
        records.forEach(it -> lengths.add(it.length));
        end += size;
    }

    /** The first records, at most {@code max} and, unless the first is larger, 4 MiB in all. */
    List<byte[]> first(int max) throws IOException {
        var records = new ArrayList<byte[]>();
        long position = front;
        for (int length : lengths) {
            boolean isEnough = position - front + length > MOST_AT_ONCE && !records.isEmpty();
            if (records.size() == max || isEnough) {
                break;
            }
            records.add(read(position + HEAD_BYTES, length));
            position += HEAD_BYTES + length;
        }
        return records;
    }

    /** Takes the first {@code count} records away. */
    void remove(int count) throws IOException {
        for (int i = 0; i < count && !lengths.isEmpty(); i++) {
            front += HEAD_BYTES + lengths.remove();
        }
        if (lengths.isEmpty()) {
            clear();
        }
    }

    private void clear() throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(FIRST_LINE), 0);
        channel.force(true);
        front = FIRST_LINE.length;
        end = FIRST_LINE.length;
    }

    /** How many records there are. */
    int count() {
        return lengths.size();
    }

    /** How long the file is. */
    long length() {
        return end;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
