package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.store.Due;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that routes lead to a queue wait for clients, and nobody is sent. */
class QueueTest {

    private final Gateway gateway =
            new Gateway("a").queueing("jobs").routeFrom("shop", "a", "jobs");

    @AfterEach
    void close() {
        gateway.close();
    }

    private Due pull(String token) {
        return gateway.inStore(it -> it.pull("jobs", 10, Duration.ofSeconds(30), token));
    }

    private List<EventId> appendAndAwaitSettlement(String... keys) {
        var ids = gateway.append(keys);
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            assertThat(gateway.action("a").attempts()).hasSize(keys.length);
                            assertThat(gateway.status().oldestUnsettled()).isZero();
                            assertThat(gateway.status().pending()).isZero();
                        });
        return ids;
    }

    @Test
    void eventsWaitForClientsWithoutAnAttempt() {
        // Given
        gateway.start("p", 2);
        // When
        var ids = appendAndAwaitSettlement("e1", "e2");
        // Then
        var pulled = pull("t");
        assertThat(pulled.deliveries())
                .extracting(Delivery::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(pulled.leased()).extracting(Due.Leased::failures).containsOnly(0);
        assertThat(gateway.count("tidegate.delivery.attempts", "destination", "jobs")).isZero();
        assertThat(gateway.dead("jobs")).isEmpty();
    }

    @Test
    void leaseThatEndsIsLeftToTheNextClient() {
        // Given
        gateway.start("p", 2);
        appendAndAwaitSettlement("e");
        pull("first");
        // When the gateway has asked what is due, and was told of another destination
        gateway.advance(Duration.ofMinutes(2));
        long wakes = gateway.faults.count("wake");
        Awaitility.await().until(() -> gateway.faults.count("wake") > wakes + 2);
        // Then
        var pulled = pull("second");
        assertThat(pulled.leased()).extracting(Due.Leased::failures).containsExactly(1);
        var id = pulled.deliveries().get(0).id();
        boolean isDone = gateway.inStore(it -> it.acknowledge("jobs", id, "second"));
        assertThat(isDone).isTrue();
        assertThat(gateway.status().parked()).containsEntry("jobs", 0L);
    }

    @Test
    void whatClientsHoldIsSavedFromAClockThatWasSetBack() {
        // Given
        gateway.faults.fail("pullIn", 1, Faults.Kind.NOT_DONE);
        gateway.start("p", 1);
        // When
        gateway.faults.setClockBack("jobs");
        // Then
        Awaitility.await().until(() -> gateway.faults.ahead().isEmpty());
        assertThat(gateway.faults.count("pullIn")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void storeThatRefusesOnceStillGetsTheDelivery() {
        // Given
        gateway.faults.fail("park", 2, Faults.Kind.NOT_DONE);
        gateway.start("p", 1);
        // When
        var ids = appendAndAwaitSettlement("e");
        // Then
        assertThat(pull("t").deliveries()).extracting(Delivery::id).containsExactlyElementsOf(ids);
    }
}
