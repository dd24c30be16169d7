package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One round of reading.
 *
 * @param store where events are
 * @param intake what takes them in
 * @param batch how many one round takes
 */
record ReadRound(EventStore store, Supplier<Intake> intake, int batch) {

    /** Reads and takes in; the store itself pauses when there is nothing to read. */
    Future<Duration> run() {
        return store.read(batch).compose(events -> intake.get().take(events)).map(Duration.ZERO);
    }
}
