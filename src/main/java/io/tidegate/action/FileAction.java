package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.FileConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Writes one line of JSON for each event to a file. Delivered means that the line is in the file,
 * and on the disk if that is asked for.
 *
 * <p>Lines that come while others are written go together in the next write, and share its wait for
 * the disk.
 */
final class FileAction implements Action {

    /** What one write may hold, beside the line that makes it full. */
    private static final int MOST_BATCH_BYTES = 4 << 20;

    private final Duration timeout;
    private final Context loop;
    private final Workers workers;
    private final EventFile file;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private boolean isWriting;

    FileAction(Actions actions, FileConfig config, DestinationConfig destination) {
        this.timeout = destination.timeout();
        this.loop = actions.vertx().getOrCreateContext();
        this.workers = new Workers(actions.vertx(), "file", 1, timeout);
        this.file = new EventFile(config, actions.worker(), actions.clock());
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        var entry = new Entry(JsonLine.of(delivery), Promise.promise());
        waiting.add(entry);
        writeWaiting();
        return Late.inTime(loop, entry.written().future(), timeout.toMillis())
                .onFailure(late -> waiting.remove(entry))
                .map(written -> Outcome.delivered())
                .otherwise(this::outcomeOf);
    }

    private void writeWaiting() {
        if (isWriting || waiting.isEmpty()) {
            return;
        }
        isWriting = true;
        var batch = batch();
        workers.run(() -> write(batch))
                .onComplete(
                        written -> end(batch, it -> it.tryComplete()),
                        cause -> end(batch, it -> it.tryFail(cause)));
    }

    private List<Entry> batch() {
        var batch = new ArrayList<Entry>();
        long bytes = 0;
        while (!waiting.isEmpty() && bytes < MOST_BATCH_BYTES) {
            batch.add(waiting.remove());
            bytes += batch.get(batch.size() - 1).bytes().length;
        }
        return batch;
    }

    private Void write(List<Entry> batch) throws IOException {
        file.append(batch.stream().map(Entry::bytes).toList());
        return null;
    }

    private void end(List<Entry> batch, Consumer<Promise<Void>> how) {
        isWriting = false;
        batch.forEach(entry -> how.accept(entry.written()));
        writeWaiting();
    }

    private Outcome outcomeOf(Throwable cause) {
        return Outcome.retry(
                cause instanceof TimeoutException
                        ? Failure.reason(cause, timeout)
                        : "file cannot be written");
    }

    @Override
    public Future<Void> close() {
        return workers.run(
                        () -> {
                            file.close();
                            return (Void) null;
                        })
                .otherwiseEmpty()
                .eventually(workers::close);
    }

    /** A line and who waits for it; no two are equal, whatever is in them. */
    private static final class Entry {

        private final byte[] bytes;
        private final Promise<Void> written;

        Entry(byte[] bytes, Promise<Void> written) {
            this.bytes = bytes;
            this.written = written;
        }

        byte[] bytes() {
            return bytes;
        }

        Promise<Void> written() {
            return written;
        }
    }
}
