package io.tidegate.store.redis;

import io.tidegate.store.Handout;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * One worker's part in reading, from when it joins to when it leaves.
 *
 * @param holding the leases it has
 * @param leasing what gets and keeps them
 * @param reading what reads under them
 * @param recovery what hands out again what was read and not settled
 */
record Shift(Holding holding, Leasing leasing, Reading reading, Recovery recovery) {

    /** Hands out again what has been out for long; not before all that was pending has been. */
    Future<List<Handout>> reclaim(Duration idle, int max) {
        var drained = holding.goodFor(0).stream().filter(Lease::isDrained).toList();
        return recovery.reclaim(drained, idle, max);
    }
}
