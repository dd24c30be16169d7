package io.tidegate.store;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients fetch parked deliveries and hold them under a token. */
interface PullContract extends UnderContract {

    /** Longer than any test takes. */
    Duration HOUR = Duration.ofHours(1);

    @Test
    default void pulledDeliveryIsHeldUntilItIsAcknowledged() {
        // Given
        EventId id = parkOne();
        // When
        var pulled = pull("first");
        // Then
        assertThat(pulled.deliveries()).extracting(Delivery::id).containsExactly(id);
        assertThat(pull("second").leased()).isEmpty();
        assertThat(acknowledge(id, "first")).isTrue();
        assertThat(acknowledge(id, "first")).isFalse();
        advance(HOUR);
        assertThat(pull("third").leased()).isEmpty();
        assertThat(status("jobs").parked()).containsEntry("jobs", 0L);
    }

    @Test
    default void leaseThatEndedIsWorthNothingOnceAnotherHasTheDelivery() {
        // Given
        EventId id = parkOne();
        pull("first");
        advance(HOUR);
        // When
        var again = pull("second");
        // Then
        assertThat(again.leased()).extracting(Due.Leased::failures).containsExactly(1);
        assertThat(acknowledge(id, "first")).isFalse();
        assertThat(extend(id, "first")).isFalse();
        assertThat(release(id, "first", Duration.ZERO)).isFalse();
        assertThat(pull("third").leased()).isEmpty();
        assertThat(acknowledge(id, "second")).isTrue();
    }

    @Test
    default void tokenIsWorthNothingOnceTheDeliveryIsLeasedWithoutOne() {
        // Given
        EventId id = parkOne();
        pull("first");
        advance(HOUR);
        // When
        var again = call(it -> it.claimDue("jobs", 10, HOUR));
        // Then
        assertThat(again.deliveries()).extracting(Delivery::id).containsExactly(id);
        assertThat(extend(id, "first")).isFalse();
        assertThat(acknowledge(id, "first")).isFalse();
    }

    @Test
    default void leaseThatEndedIsGoodAsLongAsNobodyElsePulls() {
        // Given
        EventId id = parkOne();
        pull("first");
        // When
        advance(HOUR);
        // Then
        assertThat(acknowledge(id, "first")).isTrue();
        assertThat(pull("second").leased()).isEmpty();
    }

    @Test
    default void extendedLeaseLastsFromThenOn() {
        // Given
        EventId id = parkOne();
        pull("first");
        advance(Duration.ofMinutes(40));
        // When
        assertThat(extend(id, "first")).isTrue();
        advance(Duration.ofMinutes(40));
        // Then
        assertThat(pull("second").leased()).isEmpty();
        assertThat(acknowledge(id, "first")).isTrue();
    }

    @Test
    default void releasedDeliveryComesAgainAfterItsDelayAndItsLeaseIsCounted() {
        // Given
        EventId id = parkOne();
        pull("first");
        // When
        assertThat(release(id, "first", Duration.ofMinutes(10))).isTrue();
        // Then
        assertThat(acknowledge(id, "first")).isFalse();
        assertThat(pull("second").leased()).isEmpty();
        advance(Duration.ofMinutes(10));
        assertThat(pull("third").leased()).extracting(Due.Leased::failures).containsExactly(1);
    }

    @Test
    default void leaseEndsWhenTheDeliveryIsParkedAgain() {
        // Given
        var delivery = delivery(readOne("a"), "jobs");
        park(delivery);
        pull("first");
        // When
        park(delivery);
        // Then
        assertThat(acknowledge(delivery.id(), "first")).isFalse();
        assertThat(pull("second").leased()).extracting(Due.Leased::failures).containsExactly(0);
    }

    @Test
    default void leaseFromBeforeAReplayIsWorthNothing() {
        // Given
        var delivery = delivery(readOne("a"), "jobs");
        park(delivery);
        pull("first");
        bury(delivery, "given up");
        // When
        call(it -> it.replay("jobs", Map.of(delivery.id(), Duration.ZERO)));
        // Then
        assertThat(acknowledge(delivery.id(), "first")).isFalse();
        assertThat(pull("second").leased()).extracting(Due.Leased::failures).containsExactly(0);
    }

    @Test
    default void leaseFromBeforeTheDeliveryWasForgottenIsWorthNothing() {
        // Given
        var delivery = delivery(readOne("a"), "jobs");
        park(delivery);
        pull("first");
        call(it -> it.unpark("jobs", delivery.id()));
        // When
        park(delivery);
        // Then
        assertThat(acknowledge(delivery.id(), "first")).isFalse();
    }

    @Test
    default void whatNobodyHasParkedIsHeldByNobody() {
        EventId id = readOne("a").id();
        assertThat(acknowledge(id, "first")).isFalse();
        assertThat(extend(id, "first")).isFalse();
        assertThat(release(id, "first", Duration.ZERO)).isFalse();
    }

    /** Parks one delivery, due at once. */
    private EventId parkOne() {
        var delivery = delivery(readOne("a"), "jobs");
        park(delivery);
        return delivery.id();
    }

    private void park(Delivery delivery) {
        call(it -> it.park(delivery, Duration.ZERO, Setback.NONE));
    }

    private Due pull(String token) {
        return call(it -> it.pull("jobs", 10, HOUR, token));
    }

    private boolean acknowledge(EventId id, String token) {
        return call(it -> it.acknowledge("jobs", id, token));
    }

    private boolean extend(EventId id, String token) {
        return call(it -> it.extend("jobs", id, token, HOUR));
    }

    private boolean release(EventId id, String token, Duration delay) {
        return call(it -> it.release("jobs", id, token, delay));
    }
}
