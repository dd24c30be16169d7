package io.tidegate.admin;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The store is asked one thing at a time, and its last word stands. */
class StoreWatchTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final StoreStatus STATUS =
            new StoreStatus(
                    9,
                    4,
                    2,
                    Duration.ofSeconds(2),
                    1,
                    6,
                    new StoreStatus.Room(80, 100),
                    Map.of("ci", 3L),
                    Map.of("ci", 5L),
                    Map.of("ci", 7_500L),
                    Map.of());

    private final Context context = VERTX.getOrCreateContext();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Promise<StoreStatus>> asked = new ArrayList<>();
    private final StoreWatch watch =
            new StoreWatch(store(), new GatewayMetrics(registry).store(), List.of("ci", "log"));

    @AfterAll
    static void closeVertx() {
        await(VERTX.close());
    }

    /** A store that answers when the test does. */
    private EventStore store() {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (proxy, method, arguments) -> {
                            if (method.getReturnType() == boolean.class) {
                                return true;
                            }
                            assertThat(method.getName()).isEqualTo("status");
                            asked.add(Promise.promise());
                            return asked.get(asked.size() - 1).future();
                        });
    }

    private void onLoop(Runnable step) {
        awaitOn(
                context,
                () -> {
                    step.run();
                    return Future.succeededFuture();
                });
    }

    @Test
    void answerIsShownUntilTheNext() {
        onLoop(watch::refresh);
        onLoop(() -> asked.get(0).complete(STATUS));
        assertThat(watch.parked("ci")).isEqualTo(3);
        assertThat(watch.dead("ci")).isEqualTo(5);
        assertThat(watch.parked("log")).isZero();
        assertThat(gauge("tidegate.store.events")).isEqualTo(9);
        assertThat(gauge("tidegate.store.pending")).isEqualTo(4);
        assertThat(gauge("tidegate.store.unread")).isEqualTo(2);
        assertThat(gauge("tidegate.store.oldest.unsettled")).isEqualTo(2);
        assertThat(gauge("tidegate.store.vanished")).isEqualTo(1);
        assertThat(gauge("tidegate.store.remade")).isEqualTo(6);
        assertThat(gauge("tidegate.store.memory.used")).isEqualTo(80);
        assertThat(gauge("tidegate.store.memory.limit")).isEqualTo(100);
        assertThat(gauge("tidegate.store.full")).isEqualTo(1);
        assertThat(gauge("tidegate.store.usable")).isEqualTo(1);
    }

    @Test
    void nothingIsAskedWhileAnAnswerIsAwaited() {
        onLoop(watch::refresh);
        onLoop(watch::refresh);
        assertThat(asked).hasSize(1);
        onLoop(() -> asked.get(0).complete(STATUS));
        onLoop(watch::refresh);
        assertThat(asked).hasSize(2);
    }

    @Test
    void failureKeepsTheLastAnswerAndTheNextRoundAsksAgain() {
        // Given
        onLoop(watch::refresh);
        onLoop(() -> asked.get(0).complete(STATUS));
        // When
        onLoop(watch::refresh);
        onLoop(() -> asked.get(1).fail(StoreException.notDone("away")));
        // Then
        assertThat(watch.parked("ci")).isEqualTo(3);
        assertThat(gauge("tidegate.store.events")).isEqualTo(9);
        onLoop(watch::refresh);
        assertThat(asked).hasSize(3);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
