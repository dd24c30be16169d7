package io.tidegate.dispatch;

import io.tidegate.action.Action;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.Rate;
import io.tidegate.metrics.DestinationMeters;
import java.time.Duration;

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
        Duration timeout) {}
