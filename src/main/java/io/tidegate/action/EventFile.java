package io.tidegate.action;

import io.tidegate.config.ByteSize;
import io.tidegate.config.FileConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A file that grows line by line: {@code prefix-worker-0.jsonl} in its folder. When it is large or
 * old enough it is renamed after the time, and the next is begun.
 *
 * <p>The worker's name keeps gateways apart that share a folder; within a gateway, and between
 * gateways that wrongly have one name, a lock does: who finds a file taken uses the next number.
 *
 * <p>Used by one worker thread at a time.
 */
final class EventFile {

    /** More files of one worker than this are a fault, not a choice. */
    private static final int MOST_FILES = 10_000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final FileConfig config;
    private final Path folder;
    private final String name;
    private final InstantSource clock;
    private Optional<LockedFile> open = Optional.empty();

    EventFile(FileConfig config, String worker, InstantSource clock) {
        this.config = config;
        this.folder = Path.of(config.folder());
        this.name = config.prefix() + "-" + worker.replaceAll("[^A-Za-z0-9._-]", "_");
        this.clock = clock;
    }

    /** Appends lines, all or none; when it returns they are as safe as the configuration says. */
    void append(List<byte[]> lines) throws IOException {
        LockedFile file = current();
        try {
            file.append(lines, config.sync() == FileConfig.Sync.ALWAYS);
        } catch (IOException cause) {
            // What may be half written is taken back when the file is opened again.
            close();
            throw cause;
        }
    }

    private LockedFile current() throws IOException {
        if (open.isPresent() && !open.get().isInPlace()) {
            // Somebody moved or deleted it: what is written now would be lost.
            close();
        }
        if (open.isEmpty()) {
            open = Optional.of(openFirstFree());
        }
        return isFull(open.orElseThrow()) ? finish(open.orElseThrow()) : open.orElseThrow();
    }

    private LockedFile openFirstFree() throws IOException {
        Files.createDirectories(folder);
        for (int number = 0; number < MOST_FILES; number++) {
            var file = LockedFile.open(folder.resolve(name + "-" + number + ".jsonl"), clock);
            if (file.isPresent()) {
                return file.get();
            }
        }
        throw new IOException("every file is locked");
    }

    private boolean isFull(LockedFile file) {
        Instant oldest = clock.instant().minus(config.maxAge());
        return !file.size().equals(new ByteSize(0))
                && (file.size().bytes() >= config.maxSize().bytes()
                        || !file.begunAt().isAfter(oldest));
    }

    private LockedFile finish(LockedFile file) throws IOException {
        file.moveTo(finishedName(file.path()));
        close();
        var next = openFirstFree();
        open = Optional.of(next);
        return next;
    }

    /** The name after the time, or after the time and a number if there is one already. */
    private Path finishedName(Path path) {
        String begin =
                path.toString().replaceFirst("\\.jsonl$", "-" + STAMP.format(clock.instant()));
        var finished = Path.of(begin + ".jsonl");
        for (int number = 2; Files.exists(finished); number++) {
            finished = Path.of(begin + "-" + number + ".jsonl");
        }
        return finished;
    }

    /** Lets go of the file; the next line opens it again. */
    void close() throws IOException {
        var last = open;
        open = Optional.empty();
        if (last.isPresent()) {
            last.get().close();
        }
    }
}
