package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * One round of taking over events whose worker has not settled them for so long that it must have
 * crashed.
 *
 * @param store where they are
 * @param intake what takes them in; leaves out what this process has in work
 * @param worker who takes over
 * @param idle for how long they must have been left
 * @param batch how many one round takes
 */
record ReclaimRound(EventStore store, Intake intake, String worker, Duration idle, int batch) {

    private static final int ROUNDS_PER_IDLE_TIME = 4;

    /** Takes over; at once again while there is more. */
    Future<Duration> run() {
        return store.reclaim(worker, idle, batch)
                .compose(events -> intake.take(events).map(pause(events.size())));
    }

    private Duration pause(int taken) {
        return taken == batch ? Duration.ZERO : idle.dividedBy(ROUNDS_PER_IDLE_TIME);
    }
}
