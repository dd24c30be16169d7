package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workflows of several steps, in which a route takes on what another has emitted. */
class EmitTest {

    private static final int MOST_HOPS = 3;

    private final Gateway gateway =
            new Gateway("last")
                    .emitting("next", "steps", MOST_HOPS)
                    .routeFrom("shop", "next")
                    .routeFrom("steps", "last");

    @AfterEach
    void close() {
        gateway.close();
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    private void everythingIsSettled() {
        eventually(
                () -> {
                    assertThat(gateway.status().oldestUnsettled()).isZero();
                    assertThat(gateway.status().pending()).isZero();
                });
    }

    @Test
    void whatOneRouteEmitsAnotherTakesOn() {
        // Given
        gateway.start("p", 2);

        // When
        var id = gateway.append("e").get(0);

        // Then
        eventually(() -> assertThat(gateway.action("last").attempts()).hasSize(1));
        Delivery second = gateway.action("last").attempts().get(0);
        assertThat(second.id()).isNotEqualTo(id);
        assertThat(second.stored().event().source()).isEqualTo("steps");
        assertThat(second.stored().event().headers().first("tidegate-chain"))
                .contains("shop/" + id + "/next");
    }

    @Test
    void eventWhoseStorageWasNotConfirmedIsEmittedAgainAndTakenOnOnce() {
        // Given
        gateway.faults.fail("append", 3, Faults.Kind.UNKNOWN);
        gateway.start("p", 1);

        // When
        gateway.append("e");

        // Then
        eventually(
                () ->
                        assertThat(gateway.count("tidegate.duplicates", "source", "steps"))
                                .isEqualTo(3));
        everythingIsSettled();
        assertThat(gateway.faults.count("append")).isEqualTo(4);
        assertThat(gateway.action("last").attempts()).hasSize(1);
    }

    @Test
    void nothingIsLostWhileTheStoreRefuses() {
        // Given
        gateway.faults.fail("append", 4, Faults.Kind.NOT_DONE);
        gateway.start("p", 1);

        // When
        gateway.append("e");

        // Then
        eventually(() -> assertThat(gateway.action("last").attempts()).hasSize(1));
        everythingIsSettled();
        assertThat(gateway.dead("next")).isEmpty();
    }

    @Test
    void secondStepIsRetriedWithoutTheFirst() {
        // Given
        gateway.action("last").acceptTheSecondTime();
        gateway.start("p", 1);

        // When
        gateway.append("e");

        // Then
        eventually(() -> assertThat(gateway.action("last").attempts()).hasSize(2));
        everythingIsSettled();
        assertThat(gateway.faults.count("append")).isEqualTo(1);
    }

    @Test
    void loopEndsInADeadLetterAtTheLimitOfHops() {
        // Given what was emitted is emitted again
        gateway.routeFrom("steps", "next").start("p", 1);

        // When
        gateway.append("e");

        // Then
        eventually(() -> assertThat(gateway.dead("next")).hasSize(1));
        everythingIsSettled();
        var dead = gateway.dead("next").get(0);
        assertThat(dead.setback().reason()).isEqualTo("limit of 3 hops reached");
        assertThat(
                        dead.delivery()
                                .stored()
                                .event()
                                .headers()
                                .first("tidegate-chain")
                                .orElse("")
                                .split(", "))
                .hasSize(MOST_HOPS);
    }
}
