package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> discarded = new CopyOnWriteArrayList<>();
    private final Workers workers = new Workers(vertx, "test", 1, Duration.ofMillis(100));

    @AfterEach
    void close() {
        gate.countDown();
        Futures.await(workers.close());
        Futures.await(vertx.close());
    }

    private String waitAtTheGate() throws InterruptedException {
        gate.await();
        return "late";
    }

    @Test
    void callThatTakesTooLongFails() {
        assertThatThrownBy(() -> Futures.awaitOn(loop, () -> workers.run(this::waitAtTheGate)))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void callWhoseTimeIsUpBeforeAThreadIsFreeIsNeverMade() {
        // Given
        var made = new CopyOnWriteArrayList<String>();
        var first = Futures.on(loop, () -> workers.run(this::waitAtTheGate));
        var second = Futures.on(loop, () -> workers.run(() -> made.add("second")));
        assertThatThrownBy(() -> Futures.await(second)).hasCauseInstanceOf(TimeoutException.class);

        // When
        gate.countDown();

        // Then
        assertThat(first.failed()).isTrue();
        Futures.awaitOn(loop, () -> workers.run(() -> made.add("third")));
        assertThat(made).containsExactly("third");
    }

    @Test
    void whatComesTooLateIsDiscarded() {
        // Given
        var made = Futures.on(loop, () -> workers.make(this::waitAtTheGate, this::discard));
        assertThatThrownBy(() -> Futures.await(made)).hasCauseInstanceOf(TimeoutException.class);

        // When
        gate.countDown();

        // Then
        Awaitility.await().untilAsserted(() -> assertThat(discarded).containsExactly("late"));
    }

    @Test
    void whatComesInTimeIsKept() {
        // Given
        gate.countDown();

        // When
        String made = Futures.awaitOn(loop, () -> workers.make(this::waitAtTheGate, this::discard));

        // Then
        assertThat(made).isEqualTo("late");
        assertThat(discarded).isEmpty();
    }

    private Future<Void> discard(String unneeded) {
        discarded.add(unneeded);
        return Future.succeededFuture();
    }
}
