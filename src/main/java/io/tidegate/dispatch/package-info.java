/**
 * Reads events, claims, routes, attempts and settles them; holds the retry schedule and the limits
 * of destinations.
 */
@NullMarked
package io.tidegate.dispatch;

import org.jspecify.annotations.NullMarked;
