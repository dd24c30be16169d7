package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One round of taking up again what was read long ago and is not settled, because it was given up
 * meanwhile.
 *
 * @param store where it is
 * @param intake what takes it in; leaves out what this process has in work
 * @param idle how long ago it must have been handed out
 * @param batch how many one round takes
 */
record ReclaimRound(EventStore store, Supplier<Intake> intake, Duration idle, int batch) {

    private static final int ROUNDS_PER_IDLE_TIME = 4;

    /** Takes up; at once again until there is no more. */
    Future<Duration> run() {
        return store.reclaim(idle, batch)
                .compose(events -> intake.get().take(events).map(pause(events.isEmpty())));
    }

    private Duration pause(boolean isAll) {
        return isAll ? idle.dividedBy(ROUNDS_PER_IDLE_TIME) : Duration.ZERO;
    }
}
