package io.tidegate.dispatch;

import io.tidegate.store.DedupRules;

/**
 * Which events are not delivered although a route wants them.
 *
 * @param dedup what makes two events the same
 * @param poisonAfter how many workers may end while they have an event
 */
record IntakeRules(DedupRules dedup, int poisonAfter) {}
