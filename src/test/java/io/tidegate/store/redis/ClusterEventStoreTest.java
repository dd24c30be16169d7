package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.JourneyContract;
import io.tidegate.testing.Events;
import org.junit.jupiter.api.Test;

/** The Redis store on a cluster under some of the contract; {@link ClusterContractTest} has all. */
class ClusterEventStoreTest extends ClusterStoreFixture implements JourneyContract {

    /** A read that waits at one node goes on when another node has answered. */
    @Test
    @Override
    public void everythingIsCounted() {
        appendMany(20);
        settle(read(20).stream().map(StoredEvent::id).toList());
        append(Events.event("later"));
        var status = status("ci");
        assertThat(status.events()).isEqualTo(21);
        assertThat(status.pending() + status.unread()).isEqualTo(1);
    }
}
