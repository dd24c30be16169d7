package io.tidegate.dispatch;

import io.tidegate.action.Action;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.Rate;
import io.tidegate.metrics.DestinationMeters;
import java.time.Duration;
import java.util.List;

/**
 * A configured target as one verticle sees it: the lane is shared, the action is its own.
 *
 * @param name its name in the configuration
 * @param lane the way there, shared by all event loops
 * @param action what performs an attempt
 * @param schedule when failed deliveries are tried again
 * @param budget how many retries there may be, shared by all event loops
 * @param meters what is counted
 * @param rate how often attempts may begin, in all gateways together
 * @param whenGone what to do when it says that it is no more
 * @param timeout how long one attempt may take
 * @param isInOrder whether deliveries with the same key are made one after the other
 */
record Destination(
        String name,
        Lane lane,
        Action action,
        RetrySchedule schedule,
        RetryBudget budget,
        DestinationMeters meters,
        Rate rate,
        DestinationConfig.WhenGone whenGone,
        Duration timeout,
        boolean isInOrder) {

    /** What a lease has beyond the attempt that it is for. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(20);

    /** The same where others wait for it: they should not wait for long if a gateway crashes. */
    private static final Duration LEASE_MARGIN_IN_ORDER = Duration.ofSeconds(10);

    /** How long the result of an attempt may take to be written down. */
    private static final Duration RECORDING = Duration.ofSeconds(5);

    /**
     * For how long a due delivery is leased; what a crashed gateway had comes again after it. Due
     * and fresh deliveries take turns, so each waits for two attempts at most before its own, and
     * the lease lasts for that; {@link Courier} prolongs it if too little is left for the attempt.
     * Where an order is kept, nothing is fresh, and so it waits for none.
     */
    Duration lease() {
        if (isInOrder) {
            return timeout.plus(LEASE_MARGIN_IN_ORDER);
        }
        var attempt = timeout.plus(LEASE_MARGIN);
        var wait = timeout.multipliedBy(2).plus(RECORDING);
        return attempt.compareTo(wait) < 0 ? wait : attempt;
    }

    /**
     * For how long a delivery is parked at most after no attempt, after one and so on, unless the
     * destination itself asked for longer.
     */
    List<Duration> longestWaits() {
        return schedule.wholeWaits().map(it -> it.compareTo(lease()) < 0 ? lease() : it).toList();
    }

    /** After which part of a lease no attempt is begun, since it might outlast the lease. */
    Duration latestStart() {
        return lease().minus(timeout).minus(RECORDING);
    }
}
