package io.tidegate.store.redis;

import io.tidegate.event.Event;
import java.util.Set;

/**
 * Which shard an event belongs to.
 *
 * @param shards how many there are
 * @param inOrder sources of which all events are in one shard, so that one worker reads them in
 *     order; those of other sources are spread
 */
record Sharding(int shards, Set<String> inOrder) {

    Sharding {
        inOrder = Set.copyOf(inOrder);
    }

    /** Whether the events of the same source must all be in one shard. */
    boolean isInOrder(Event event) {
        return inOrder.contains(event.source());
    }

    int of(Event event) {
        var hash = isInOrder(event) ? DedupHash.ofSource(event) : DedupHash.of(event);
        return hash.shard(shards);
    }
}
