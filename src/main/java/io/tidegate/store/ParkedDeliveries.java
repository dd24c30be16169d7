package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The part of the store where deliveries wait for their next attempt, outside the streams. */
public interface ParkedDeliveries {

    /**
     * Puts a delivery aside, with its own copy of the event, until it is due. If the delivery is
     * parked already, an entry with more attempts stays as it is, so that a repeat after a crash
     * never loses count.
     *
     * @param setback why the last attempt failed; of a long answer only the first half KiB is kept
     */
    Future<Void> park(Delivery delivery, Duration delay, Setback setback);

    /**
     * Leases up to {@code max} (1..1000) parked deliveries of {@code destination} that are due, for
     * {@code lease}: nobody else gets them until then. That they were leased is written down first,
     * so that a worker which ends meanwhile is counted. They stay parked until {@link #unpark},
     * {@link DeadLetters#bury} or a later {@link #park}.
     */
    Future<Due> claimDue(String destination, int max, Duration lease);

    /**
     * Makes destinations known, so that {@link #wake} tells of each of them at least every {@link
     * Wake#AGAIN} from now on.
     */
    Future<Void> register(Collection<String> destinations);

    /**
     * Tells which destinations to look at with {@link #claimDue}: those of which a parked delivery
     * has become due, and each other one every {@link Wake#AGAIN}, in case word of a parked
     * delivery was lost. Whoever is told of a destination has to look: nobody else is told of it
     * for as long, unless something of it becomes due before, or the one who looked left something
     * that is due. Nobody is told to look at a destination that is {@linkplain Pauses#pause
     * paused}.
     *
     * @param except destinations that the caller cannot serve just now
     * @param max how many are told of at most, 1 to 1000; those that waited longest come first
     */
    Future<Wake> wake(Set<String> except, int max);

    /** Has a destination told of again at once, because the one who was told cannot serve it. */
    Future<Void> remind(String destination);

    /**
     * Lists up to {@code max} (1..1000) parked deliveries, those that are due first; fewer than
     * there are if they are large.
     */
    Future<List<Parked>> parked(String destination, int max);

    /**
     * Ends the lease of a parked delivery that was not attempted, and has it due after this time;
     * no effect if it is not parked.
     */
    Future<Void> putOff(String destination, EventId id, Duration delay);

    /**
     * Has no parked delivery wait for longer than it can have been meant to. Due times are of the
     * store's clock: what was parked while that was an hour ahead would else wait for an hour more
     * once it is right. The destination is told of again at once.
     *
     * @param longest for how long a delivery waits at most after no attempt, after one and so on;
     *     the last is for all that had more. At least one, each at least the time of a lease
     * @return how many were to wait for longer
     */
    Future<Integer> pullIn(String destination, List<Duration> longest);

    /** Forgets a parked delivery, because it was delivered; no effect if it is not parked. */
    Future<Void> unpark(String destination, EventId id);
}
