package io.tidegate.store.journal;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.store.EventJournal;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in one file. All work on the file is done by one thread of its own; whatever has been
 * asked for when its turn comes is written together and made durable by one {@code fsync}.
 */
public final class FileJournal implements EventJournal {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileJournal.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final long HEAD_BYTES = 8;

    /** Small enough for almost every event. */
    private static final long ROOM_BYTES = 1 << 20;

    private final WorkerExecutor thread;
    private final JournalFile file;
    private final long maxBytes;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();

    /** What is in the file and what will be. */
    private final AtomicLong reserved;

    private volatile long events;
    private volatile long bytes;

    private FileJournal(WorkerExecutor thread, JournalFile file, long maxBytes) {
        this.thread = thread;
        this.file = file;
        this.maxBytes = maxBytes;
        reserved = new AtomicLong(file.length());
        note();
    }

    /** A record on its way to the disk; changed by the thread of the file only. */
    private static final class Entry {
        private final byte[] record;
        private boolean isOver;
        private @Nullable IOException failure;

        private Entry(byte[] record) {
            this.record = record;
        }
    }

    /**
     * Opens the journal that is configured. Fails with {@link StoreException} if another process
     * has it open.
     */
    public static Future<EventJournal> open(Vertx vertx, StoreConfig.JournalConfig config) {
        var thread = vertx.createSharedWorkerExecutor("journal-" + config.path(), 1);
        return thread.executeBlocking(() -> JournalFile.open(Path.of(config.path())))
                .<EventJournal>map(it -> new FileJournal(thread, it, config.bytes().bytes()))
                .onSuccess(FileJournal::tell)
                .onFailure(failure -> thread.close());
    }

    private static void tell(EventJournal journal) {
        LOGGER.atInfo()
                .addKeyValue("events", journal.events())
                .addKeyValue("bytes", journal.bytes())
                .log("journal opened");
    }

    @Override
    public boolean hasRoom() {
        return reserved.get() + Math.min(ROOM_BYTES, maxBytes / 10) <= maxBytes;
    }

    @Override
    public Future<Void> append(Event event) {
        var entry = new Entry(JournalCodec.encode(event));
        long size = HEAD_BYTES + entry.record.length;
        if (reserved.addAndGet(size) > maxBytes) {
            reserved.addAndGet(-size);
            return Future.failedFuture(StoreException.notDone("the journal is full"));
        }
        queue.add(entry);
        return thread.executeBlocking(() -> write(entry));
    }

    private Void write(Entry wanted) {
        while (!wanted.isOver) {
            writeNext();
        }
        if (wanted.failure != null) {
            throw StoreException.notDone("the journal cannot be written: " + wanted.failure);
        }
        return null;
    }

    private void writeNext() {
        var batch = new ArrayList<Entry>();
        for (Entry next = queue.poll(); next != null; next = queue.poll()) {
            batch.add(next);
            if (batch.size() == MOST_AT_ONCE) {
                break;
            }
        }
        try {
            file.add(batch.stream().map(it -> it.record).toList());
        } catch (IOException failure) {
            LOGGER.atError().setCause(failure).log("journal cannot be written");
            batch.forEach(it -> it.failure = failure);
            batch.forEach(it -> reserved.addAndGet(-HEAD_BYTES - it.record.length));
        }
        batch.forEach(it -> it.isOver = true);
        note();
    }

    private void note() {
        events = file.count();
        bytes = file.length();
    }

    @Override
    public Future<List<Event>> oldest(int max) {
        return thread.executeBlocking(
                () -> {
                    var found = new ArrayList<Event>();
                    for (byte[] record : file.first(max)) {
                        found.add(JournalCodec.decode(record));
                    }
                    return found;
                });
    }

    @Override
    public Future<Void> forget(int count) {
        return thread.executeBlocking(
                () -> {
                    long before = file.length();
                    file.remove(count);
                    reserved.addAndGet(file.length() - before);
                    note();
                    return null;
                });
    }

    @Override
    public long events() {
        return events;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Future<Void> close() {
        return thread.executeBlocking(
                        () -> {
                            file.close();
                            return (Void) null;
                        })
                .eventually(thread::close)
                .otherwiseEmpty();
    }
}
