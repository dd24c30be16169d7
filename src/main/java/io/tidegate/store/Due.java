package io.tidegate.store;

import io.tidegate.event.Delivery;
import java.time.Duration;
import java.util.List;

/**
 * Parked deliveries that have become due.
 *
 * @param deliveries the leased ones, with the number of attempts made so far; possibly none
 * @param next how long until the next parked delivery of the destination is due, as far as known;
 *     zero if more are due already, a minute if none is parked
 */
public record Due(List<Delivery> deliveries, Duration next) {

    public Due {
        deliveries = List.copyOf(deliveries);
    }
}
