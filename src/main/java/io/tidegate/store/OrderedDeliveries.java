package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of the store where parked deliveries stand in line, in one line for each key of a
 * destination. Only the first of a line is ever due; when it is forgotten or buried, by whatever
 * call, the next one becomes due at once. A line that is empty leaves nothing behind.
 */
public interface OrderedDeliveries {

    /**
     * Parks deliveries at the end of their lines, in this order; all of them or none. One that
     * stands in line keeps its place and its copy.
     *
     * @param entrants 1 to 1000 of one destination
     */
    Future<Void> lineUp(String destination, List<Entrant> entrants);

    /**
     * Parks a delivery whose attempt failed, in the place that it has in line. No effect if it is
     * parked no more: somebody else has ended it, and others have had their turn since.
     *
     * @param setback why the attempt failed; of a long answer only the first half KiB is kept
     */
    Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback);

    /**
     * Forgets a parked delivery, because it was delivered, and leases the next one of its line to
     * the caller as {@link ParkedDeliveries#claimDue} would. Empty if nobody was behind it, or if
     * others of the destination are due: then the next one is due after them.
     */
    Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease);

    /**
     * A delivery that lines up.
     *
     * @param delivery what is parked
     * @param key whose line it is; any text
     * @param time which time it is that the event comes this way
     */
    record Entrant(Delivery delivery, String key, Time time) {}

    /** Which time it is that an event comes this way, in the order of its shard. */
    enum Time {
        /** The first. */
        FIRST,
        /**
         * It may have lined up before a crash. If a later event of its shard has lined up at the
         * destination within the last day, then so has this one, and it does so no more: else it
         * would be delivered after that one.
         */
        AGAIN,
        /** Somebody wants it delivered once more, after all that are in line. */
        ANEW
    }
}
