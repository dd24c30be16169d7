package io.tidegate.store;

import io.tidegate.event.Delivery;
import java.time.Duration;
import java.util.List;

/**
 * Parked deliveries that have become due.
 *
 * @param leased what nobody else gets for a while; possibly nothing
 * @param next how long until the next parked delivery of the destination is due, as far as known;
 *     zero if more are due already, {@link Wake#AGAIN} if none is parked
 */
public record Due(List<Leased> leased, Duration next) {

    public Due {
        leased = List.copyOf(leased);
    }

    /** The leased deliveries alone. */
    public List<Delivery> deliveries() {
        return leased.stream().map(Leased::delivery).toList();
    }

    /**
     * A delivery that is due.
     *
     * @param delivery with the number of attempts whose result is known
     * @param failures how many workers before had it leased since, and ended without a word
     */
    public record Leased(Delivery delivery, int failures) {}
}
