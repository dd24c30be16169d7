/**
 * The fault laboratory: gateways as real processes, a sender with a ledger, scripted sinks, faults
 * from a seed, and a checker that knows nothing of the gateway's code. Documented in {@code
 * src/docs/reliability.md}.
 */
@NullMarked
package io.tidegate.lab;

import org.jspecify.annotations.NullMarked;
