package io.tidegate.store;

import java.time.Duration;

/**
 * Moments at which attempts may begin, one after the other at the rate that was asked for.
 *
 * @param count how many; none if the first would be too far off
 * @param start when the first is, from now; if there are none, when it would be
 */
public record Slots(int count, Duration start) {}
