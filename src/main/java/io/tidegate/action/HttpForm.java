package io.tidegate.action;

import io.tidegate.event.Delivery;
import java.time.Instant;

/** How a delivery is written as an HTTP request. Used on the event loop that owns the action. */
@FunctionalInterface
interface HttpForm {

    /**
     * Writes a delivery.
     *
     * @param now the time of the attempt, which goes into signatures
     * @throws io.tidegate.route.TextFailure if the event does not have what the form asks for
     */
    HttpMessage write(Delivery delivery, Instant now);
}
