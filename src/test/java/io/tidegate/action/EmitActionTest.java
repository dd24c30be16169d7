package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.EmitConfig;
import io.tidegate.config.EventTemplate;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.DestinationConfigs;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EmitActionTest extends ActionContract {

    private static final DestinationConfig STEPS =
            DestinationConfigs.of(new EmitConfig("d", new EventTemplate("{type}.next"), 3), LONG);

    private final List<Event> stored = new CopyOnWriteArrayList<>();
    private volatile Function<Event, Future<?>> store =
            event -> {
                stored.add(event);
                return Future.succeededFuture(new EventId(0, 1, 1));
            };

    @Override
    Outlet outlet() {
        return event -> store.apply(event);
    }

    @Override
    DestinationConfig working() {
        return STEPS;
    }

    @Override
    List<String> taken() {
        return stored.stream().map(it -> new String(it.body(), UTF_8)).toList();
    }

    @Override
    Optional<DestinationConfig> silent() {
        store = event -> Promise.promise().future();
        return Optional.of(DestinationConfigs.within(SHORT, STEPS));
    }

    @Override
    Optional<DestinationConfig> absent() {
        store = event -> Future.failedFuture("redis at 10.0.0.1 is away");
        return Optional.of(STEPS);
    }

    @Override
    String absentReason() {
        return "event cannot be stored";
    }

    @Test
    void emittedEventTellsWhereItComesFrom() {
        // When
        attempt(working(), Parcels.delivery(Headers.of("Content-Type", "text/x"), new byte[3]));

        // Then
        var event = stored.get(0);
        assertThat(event.source()).isEqualTo("d");
        assertThat(event.provider()).isEqualTo("tidegate");
        assertThat(event.type()).isEqualTo("push.next");
        assertThat(event.receivedAt()).isEqualTo(Parcels.NOW);
        assertThat(event.body()).hasSize(3);
        assertThat(event.headers().first("content-type")).contains("text/x");
        assertThat(event.headers().first("tidegate-chain")).contains("shop/7-1763900000000-3/d");
    }

    @Test
    void everyAttemptHasTheSameDedupKeyAndEveryDestinationItsOwn() {
        // Given
        var one = Parcels.delivery("hello");
        var other = new Delivery(one.stored(), "other", one.payload(), 1);

        // When
        attempt(working(), one);
        attempt(working(), one.next());
        attempt(working(), other);

        // Then
        assertThat(stored)
                .extracting(Event::dedupKey)
                .containsExactly(
                        "7-1763900000000-3.d", "7-1763900000000-3.d", "7-1763900000000-3.other");
    }

    @Test
    void chainGrowsUntilTheLimitOfHops() {
        // Given
        var first = Parcels.delivery("hello");
        attempt(working(), first);
        attempt(working(), emitted(0));
        attempt(working(), emitted(1));

        // When
        var beyond = attempt(working(), emitted(2));

        // Then
        assertThat(beyond).isEqualTo(Outcome.dead("limit of 3 hops reached"));
        assertThat(stored).hasSize(3);
        assertThat(stored.get(2).headers().first("tidegate-chain"))
                .contains("shop/7-1763900000000-3/d, d/1-100-0/d, d/1-101-0/d");
    }

    @Test
    void chainThatASenderForgedDoesNotCount() {
        // Given
        var forged = Headers.of("Tidegate-Chain", "a/1-1-1/b, a/1-1-1/b, a/1-1-1/b");

        // When
        attempt(working(), Parcels.delivery(forged, new byte[0]));

        // Then
        assertThat(stored)
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.headers().first("tidegate-chain"))
                                        .contains("shop/7-1763900000000-3/d"));
    }

    /** The delivery of what was emitted to the destination that emits. */
    private Delivery emitted(int number) {
        var event = stored.get(number);
        var id = new EventId(1, 100 + number, 0);
        return new Delivery(new StoredEvent(id, event), "d", event.body(), 1);
    }
}
