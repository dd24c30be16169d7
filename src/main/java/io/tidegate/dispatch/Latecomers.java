package io.tidegate.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What one verticle has waiting in lanes that were full, while it reads nothing more. Sees to it
 * that none waits for long, should a lane come to a halt. Owned by one event loop.
 */
final class Latecomers {

    /** Half of what a lane has patience for: who waits in vain is sent away soon after. */
    private static final long PAUSE_MILLIS = 50;

    private final Context context;
    private final Set<Lane> lanes = new HashSet<>();
    private boolean isTicking;

    Latecomers(Context context) {
        this.context = context;
    }

    /** Asks for a late turn; empty if the lane is too slow for that. */
    Optional<Future<Pass>> enter(Lane lane) {
        var turn = lane.enterLate(context);
        turn.ifPresent(entered -> watch(lane));
        return turn;
    }

    private void watch(Lane lane) {
        lanes.add(lane);
        if (!isTicking) {
            isTicking = true;
            context.owner().setTimer(PAUSE_MILLIS, timer -> tick());
        }
    }

    private void tick() {
        isTicking = false;
        Set.copyOf(lanes).forEach(this::dismiss);
    }

    private void dismiss(Lane lane) {
        lanes.remove(lane);
        if (lane.dismiss(context)) {
            watch(lane);
        }
    }
}
