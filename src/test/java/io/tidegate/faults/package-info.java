/**
 * The fault laboratory: a sender with a ledger, sinks, faults, and a checker that knows nothing of
 * the gateway.
 */
@NullMarked
package io.tidegate.faults;

import org.jspecify.annotations.NullMarked;
