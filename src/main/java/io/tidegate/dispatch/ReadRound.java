package io.tidegate.dispatch;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * One round of reading: first what this worker had read before a restart, until there is no more of
 * it; then what nobody has read.
 */
final class ReadRound {

    private final EventStore store;
    private final Intake intake;
    private final String worker;
    private final int batch;
    private boolean isResumed;

    ReadRound(EventStore store, Intake intake, String worker, int batch) {
        this.store = store;
        this.intake = intake;
        this.worker = worker;
        this.batch = batch;
    }

    /** Reads and takes in; the store itself pauses when there is nothing to read. */
    Future<Duration> run() {
        return next().compose(intake::take).map(Duration.ZERO);
    }

    private Future<List<StoredEvent>> next() {
        return isResumed
                ? store.read(worker, batch)
                : store.resume(worker, batch).onSuccess(events -> isResumed = events.isEmpty());
    }
}
