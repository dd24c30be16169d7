package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger rounds = new AtomicInteger();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    private Loop start(Supplier<Future<Duration>> round) {
        var loop =
                new Loop(
                        vertx,
                        "test",
                        new Backoff(new Random(1)),
                        () -> {
                            rounds.incrementAndGet();
                            return round.get();
                        });
        context.runOnContext(now -> loop.wake());
        return loop;
    }

    private void eventuallyRounds(int least) {
        Awaitility.await().until(() -> rounds.get() >= least);
    }

    @Test
    void roundFollowsRoundWithoutAnEnd() {
        // When
        var loop = start(() -> Future.succeededFuture(Duration.ZERO));

        // Then
        eventuallyRounds(100_000);
        Futures.awaitOn(context, loop::stop);
    }

    @Test
    void failedRoundIsFollowedByAnotherAfterAPause() {
        // When
        start(() -> Future.failedFuture("away"));

        // Then
        eventuallyRounds(3);
        assertThat(rounds.get()).isLessThan(100);
    }

    @Test
    void roundThatThrowsIsFollowedByAnother() {
        // When
        start(
                () -> {
                    throw new IllegalStateException("a fault of ours");
                });

        // Then
        eventuallyRounds(3);
    }

    @Test
    void pausingLoopCanBeWoken() {
        // Given
        var loop = start(() -> Future.succeededFuture(LONG));
        eventuallyRounds(1);

        // When
        context.runOnContext(now -> loop.wake());

        // Then
        eventuallyRounds(2);
    }

    @Test
    void loopWokenDuringARoundRunsOnceMoreAndNotTwiceAtOnce() {
        // Given
        Promise<Duration> gate = Promise.promise();
        var loop = start(gate::future);
        eventuallyRounds(1);
        context.runOnContext(now -> loop.wake());
        context.runOnContext(now -> loop.wake());
        Futures.awaitOn(context, Future::succeededFuture);
        int whileRunning = rounds.get();

        // When
        context.runOnContext(now -> gate.complete(LONG));

        // Then
        eventuallyRounds(2);
        assertThat(whileRunning).isOne();
    }

    @Test
    void stopWaitsForTheRoundUnderWay() {
        // Given
        Promise<Duration> gate = Promise.promise();
        var loop = start(gate::future);
        eventuallyRounds(1);
        var stopped = Futures.on(context, loop::stop);
        Futures.awaitOn(context, Future::succeededFuture);
        boolean isStoppedEarly = stopped.isComplete();

        // When
        context.runOnContext(now -> gate.complete(Duration.ZERO));

        // Then
        Futures.await(stopped);
        assertThat(isStoppedEarly).isFalse();
        assertThat(rounds.get()).isOne();
    }

    @Test
    void stopOfAPausingLoopCompletesAtOnceAndForGood() {
        // Given
        var loop = start(() -> Future.succeededFuture(LONG));
        eventuallyRounds(1);

        // When
        Futures.awaitOn(context, loop::stop);
        Futures.awaitOn(
                context,
                () -> {
                    loop.wake();
                    return Future.succeededFuture();
                });

        // Then
        assertThat(rounds.get()).isOne();
    }
}
