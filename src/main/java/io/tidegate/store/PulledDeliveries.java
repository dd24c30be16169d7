package io.tidegate.store;

import io.tidegate.event.EventId;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * The part of the store where parked deliveries are held under a token: by clients that fetch them
 * themselves, and by gateways for attempts. A token is worth nothing any more once the delivery was
 * leased again, parked again, given up or acknowledged.
 */
public interface PulledDeliveries {

    /**
     * Leases parked deliveries as {@link ParkedDeliveries#claimDue} does, under a token.
     *
     * @param token no other pull may have the same
     */
    Future<Due> pull(String destination, int max, Duration visibility, String token);

    /** Forgets a delivery that is held under this token. Returns whether it was. */
    Future<Boolean> acknowledge(String destination, EventId id, String token);

    /**
     * Has the lease of a delivery that is held under this token end after this time. Returns
     * whether it was.
     */
    Future<Boolean> extend(String destination, EventId id, String token, Duration visibility);

    /**
     * Gives back a delivery that is held under this token, to be pulled by anybody after this time;
     * that it was leased stays counted. Returns whether it was.
     */
    Future<Boolean> release(String destination, EventId id, String token, Duration delay);
}
