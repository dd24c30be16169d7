package io.tidegate.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/** The time of day as one process sees it. Its monotonic clock goes on as ever. */
final class MovableClock {

    private final Path library;
    private final Path ahead;

    /**
     * A clock that is right.
     *
     * @param library the compiled shim
     * @param ahead the file that the process looks at
     */
    MovableClock(Path library, Path ahead) {
        this.library = library;
        this.ahead = ahead;
        try {
            Files.write(ahead, new byte[Long.BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path library() {
        return library;
    }

    Map<String, String> environment() {
        return Map.of("LAB_CLOCK", ahead.toString());
    }

    /** Shows this much more than the right time from now on; nothing sets it right. */
    void set(Duration more) {
        var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.putLong(0, more.toSeconds());
        // In place: the process has mapped the file, and a new one would be another.
        try (var file = FileChannel.open(ahead, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
