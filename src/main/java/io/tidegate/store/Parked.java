package io.tidegate.store;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import java.time.Instant;

/**
 * A parked delivery, for people to look at.
 *
 * @param delivery what waits, with the number of attempts made
 * @param setback why the last attempt failed, if one was made
 * @param dueAt when it is due, by the store's clock; while somebody attempts it, when that lease
 *     ends; {@link Instant#MAX} while it stands in line behind another
 */
public record Parked(Delivery delivery, Setback setback, Instant dueAt) {}
