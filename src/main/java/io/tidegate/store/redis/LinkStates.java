package io.tidegate.store.redis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many links of each purpose are in each state now. For any thread. */
public final class LinkStates {

    private final Map<Place, Integer> counts = new ConcurrentHashMap<>();
    private final Map<LinkPurpose, Long> reconnects = new ConcurrentHashMap<>();

    /** What is counted together. */
    private record Place(LinkPurpose purpose, LinkState state) {}

    void enter(LinkPurpose purpose, LinkState state) {
        counts.merge(new Place(purpose, state), 1, Integer::sum);
    }

    void leave(LinkPurpose purpose, LinkState state) {
        counts.merge(new Place(purpose, state), -1, Integer::sum);
    }

    void reconnected(LinkPurpose purpose) {
        reconnects.merge(purpose, 1L, Long::sum);
    }

    /** How many links of this purpose are in this state now. */
    public int count(LinkPurpose purpose, LinkState state) {
        return counts.getOrDefault(new Place(purpose, state), 0);
    }

    /** How often a link of this purpose has come back after it had been away. */
    public long reconnects(LinkPurpose purpose) {
        return reconnects.getOrDefault(purpose, 0L);
    }
}
