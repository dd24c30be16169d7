package io.tidegate.dispatch;

import io.tidegate.config.DestinationConfig;
import io.tidegate.metrics.DestinationMeters;
import io.tidegate.metrics.GatewayMetrics;

/**
 * What all event loops share of one destination. It lives as long as the destination is configured
 * in exactly this way; a change of anything makes a new one.
 *
 * @param config what is configured
 * @param lane the way there
 * @param budget how many retries there may be
 * @param meters what is counted
 */
record Target(DestinationConfig config, Lane lane, RetryBudget budget, DestinationMeters meters) {

    /** The target of a destination that is configured like this, with its lane open. */
    static Target of(String name, DestinationConfig config, GatewayMetrics metrics) {
        int concurrency = config.concurrency();
        var breaker = new Breaker(config.breaker(), concurrency);
        var lane = new Lane(concurrency, breaker, config.rate(), System::nanoTime);
        if (config.queue() != null) {
            // For good: its deliveries are parked until clients fetch them.
            lane.pause();
        }
        var budget = new RetryBudget(config.retry().budget(), System.nanoTime());
        return new Target(config, lane, budget, metrics.destination(name));
    }

    /** The same with its lane closed until the store has said that it is not paused. */
    static Target closed(String name, DestinationConfig config, GatewayMetrics metrics) {
        Target target = of(name, config, metrics);
        target.lane().pause();
        return target;
    }
}
