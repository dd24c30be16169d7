package io.tidegate;

import io.tidegate.metrics.LinkMeters;
import io.tidegate.store.redis.LinkPurpose;
import io.tidegate.store.redis.LinkState;
import io.tidegate.store.redis.LinkStates;

/** Shows the links to Redis in the meters; the two know nothing of each other. */
final class LinkMetering {

    private LinkMetering() {}

    static void show(LinkStates states, LinkMeters meters) {
        for (LinkPurpose purpose : LinkPurpose.values()) {
            meters.reconnects(purpose.word(), () -> states.reconnects(purpose));
            for (LinkState state : LinkState.values()) {
                meters.links(purpose.word(), state.word(), () -> states.count(purpose, state));
            }
        }
    }
}
