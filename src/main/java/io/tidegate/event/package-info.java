/**
 * The vocabulary that both halves of the gateway share: requests, events, verdicts, deliveries,
 * outcomes.
 */
@NullMarked
package io.tidegate.event;

import org.jspecify.annotations.NullMarked;
