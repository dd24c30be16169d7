package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import java.time.Instant;

/**
 * A delivery that gave up.
 *
 * @param delivery what was not delivered, with the number of attempts made
 * @param setback why the last attempt failed
 * @param diedAt when it gave up, by the store's clock
 * @param place where it stands among the dead letters of its destination; only the store knows what
 *     the text means
 */
public record DeadLetter(Delivery delivery, Setback setback, Instant diedAt, String place) {}
