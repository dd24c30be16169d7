package io.tidegate.store;

import io.tidegate.event.Delivery;
import java.time.Instant;

/**
 * A delivery that gave up.
 *
 * @param delivery what was not delivered, with the number of attempts made
 * @param reason why the last attempt failed
 * @param diedAt when it gave up, by the store's clock
 */
public record DeadLetter(Delivery delivery, String reason, Instant diedAt) {}
