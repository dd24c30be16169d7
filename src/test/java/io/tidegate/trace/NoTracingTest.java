package io.tidegate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Outcome;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tracing that is off costs nothing: it hands back what it got, and allocates no byte. */
class NoTracingTest {

    private static final int EVENTS = 10_000;

    private final Tracing tracing = Tracing.off();
    private final Delivery delivery =
            Events.delivery(new StoredEvent(new EventId(1, 2, 3), Events.event("k1")), "ci").next();
    private final StoredEvent stored = delivery.stored();
    private final Outcome delivered = Outcome.delivered();
    private final InboundRequest request =
            new InboundRequest(
                    "POST",
                    "/in/shop",
                    Headers.none(),
                    stored.event().body(),
                    stored.event().receivedAt());

    private final Optional<EventId> id = Optional.of(stored.id());

    @Test
    void everythingStaysTheVeryThingItWas() {
        assertThat(tracing.isOn()).isFalse();
        assertThat(tracing.arrival("shop", request, true).carry(stored.event()))
                .isSameAs(stored.event());
        assertThat(tracing.read(stored).carry(stored)).isSameAs(stored);
        assertThat(tracing.attempt(delivery).carry(delivery)).isSameAs(delivery);
        assertThat(tracing.stop().succeeded()).isTrue();
    }

    @Test
    void nothingIsAllocated() {
        // Given
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        journey();
        long asking = allocated(threads, 0);
        // When
        long bytes = allocated(threads, EVENTS);
        // Then
        assertThat(bytes).isEqualTo(asking);
    }

    private long allocated(ThreadMXBean threads, int events) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < events; i++) {
            journey();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void journey() {
        var arrival = tracing.arrival("shop", request, false);
        arrival.carry(stored.event());
        arrival.kept(id, 202);
        var read = tracing.read(stored);
        read.carry(stored);
        var attempt = tracing.attempt(delivery);
        attempt.carry(delivery);
        attempt.ended(delivered);
        read.end();
    }
}
