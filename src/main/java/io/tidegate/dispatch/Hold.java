package io.tidegate.dispatch;

/**
 * By what a worker holds deliveries that were due: nobody else begins an attempt meanwhile.
 *
 * @param token under which the store leased them; no other lease has the same
 * @param sinceNanos when they were asked for, by the clock of the {@link Courier}
 */
record Hold(String token, long sinceNanos) {}
