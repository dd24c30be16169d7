package io.tidegate.config;

import java.time.Duration;

/**
 * How events are taken out of the store.
 *
 * @param instances how many consumer verticles run, 0 to 256; 0, the default, is one a core
 * @param batch how many events one read takes at most, 1 to 1000; default 256
 * @param reclaimAfter how long an event may stay with a worker before another takes it over; longer
 *     than any destination's timeout; default 60s
 * @param stop how long a stop waits for attempts under way; what is not done then is done by
 *     another worker, or after the next start; default 20s
 * @param poisonAfter how many workers may end while they have an event, 2 to 100; then it goes to
 *     the dead letters of its destinations without another attempt; a lease that ends because Redis
 *     is away counts too; default 10
 */
public record DispatchConfig(
        @Default("0") int instances,
        @Default("256") int batch,
        @Default("60s") Duration reclaimAfter,
        @Default("20s") Duration stop,
        @Default("10") int poisonAfter) {

    public DispatchConfig {
        new Bounds()
                .between("instances", instances, 0, 256)
                .between("batch", batch, 1, 1000)
                .positive("reclaimAfter", reclaimAfter)
                .notNegative("stop", stop)
                .between("poisonAfter", poisonAfter, 2, 100)
                .check();
    }
}
