package io.tidegate.dispatch;

import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.tidegate.store.Parked;
import io.tidegate.store.memory.MemoryEventStores;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts of deliveries that were due, and whether they are still this worker's to make. */
class CourierTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();

    /** All clocks of the test tell this time. */
    private final AtomicLong nanos = new AtomicLong();

    private final MemoryEventStores stores =
            new MemoryEventStores(vertx, Gateway.store(), () -> BEGIN.plusNanos(nanos.get()));
    private final EventStore store = stores.open();
    private final Destination destination = DestinationTest.destination(false, TIMEOUT);
    private final GateAction action = (GateAction) destination.action();
    private final Courier courier = courier();

    private Courier courier() {
        var insistence = new Insistence(vertx, new Backoff(new Random(1)));
        var ledger = new Ledger(store, insistence, new DeliveryLog(nanos::get), () -> BEGIN);
        return new Courier(loop, ledger, id -> true, nanos::get);
    }

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private <T> T call(Function<EventStore, Future<T>> call) {
        return Futures.await(Futures.on(loop, () -> call.apply(store)));
    }

    /** Parks a delivery, due at once. */
    private void park(String key) {
        var event = Events.event(key);
        var id = call(it -> it.append(event));
        call(it -> it.park(due(new StoredEvent(id, event)), Duration.ZERO, Setback.NONE));
    }

    private static Delivery due(StoredEvent event) {
        return delivery(event, "d").next();
    }

    /** Leases what is due as a worker does that nobody here knows. */
    private Due pullAs(String token) {
        return call(it -> it.pull("d", 10, destination.lease(), token));
    }

    private Future<Optional<Due.Leased>> begin(Hold hold) {
        var leased = pullAs(hold.token()).deliveries().get(0);
        return Futures.on(loop, () -> courier.takeDue(destination, leased, hold));
    }

    private Hold hold() {
        return Futures.await(Futures.on(loop, () -> Future.succeededFuture(courier.hold())));
    }

    private void occupyLane() {
        Futures.await(Futures.on(loop, () -> destination.lane().enterDue(loop)));
    }

    @Test
    void holdsOfTwoCouriersOrTwoMomentsAreNotTheSame() {
        assertThat(hold().token()).isNotEqualTo(hold().token());
        assertThat(hold().token()).isNotEqualTo(courier().hold().token());
    }

    @Test
    void whatWaitedForItsTurnIsAttemptedUnderALeaseThatBeginsAnew() {
        // Given
        park("a");
        occupyLane();
        var taken = begin(hold());
        pass(TIMEOUT.multipliedBy(2));
        action.hold();
        // When
        destination.lane().leave(Sign.NONE);
        Awaitility.await().untilAsserted(() -> assertThat(action.attempts()).hasSize(1));
        pass(TIMEOUT.plusSeconds(4));
        // Then
        assertThat(pullAs("another").leased()).isEmpty();
        action.release();
        Futures.await(taken);
        List<Parked> left = call(it -> it.parked("d", 10));
        assertThat(left).isEmpty();
    }

    @Test
    void whatAnotherHasLeasedMeanwhileIsNotAttempted() {
        // Given
        park("a");
        occupyLane();
        var taken = begin(hold());
        pass(destination.lease());
        // When
        assertThat(pullAs("another").leased()).hasSize(1);
        destination.lane().leave(Sign.NONE);
        // Then
        assertThatThrownBy(() -> Futures.await(taken))
                .hasStackTraceContaining("another worker may have it");
        assertThat(action.attempts()).isEmpty();
        assertThat(destination.lane().waiting()).isZero();
    }

    @Test
    void leaseThatWasAskedForLongAgoIsAskedForAgain() {
        // Given
        park("a");
        var old = hold();
        pass(destination.lease());
        // When
        Futures.await(begin(old));
        // Then
        assertThat(action.attempts()).hasSize(1);
    }
}
