package io.tidegate.dispatch;

import io.tidegate.store.DedupRules;
import java.util.Set;

/**
 * Which events are not delivered although a route wants them, and which are not left for later.
 *
 * @param dedup what makes two events the same
 * @param poisonAfter how many workers may end while they have an event
 * @param inOrder the sources of which no event may be passed over by later ones
 */
record IntakeRules(DedupRules dedup, int poisonAfter, Set<String> inOrder) {}
