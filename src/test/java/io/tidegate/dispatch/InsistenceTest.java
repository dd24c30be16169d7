package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class InsistenceTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Insistence insistence = new Insistence(vertx, new Backoff(new Random(1)));
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger persistent = new AtomicInteger();

    @AfterEach
    void close() {
        insistence.stop();
        Futures.await(vertx.close());
    }

    private Future<String> failTimes(int times) {
        return calls.incrementAndGet() <= times
                ? Future.failedFuture("refused")
                : Future.succeededFuture("done");
    }

    private Future<String> insist(long bytes, int failures) {
        return Futures.on(loop, () -> insistence.insist(bytes, () -> failTimes(failures)).done());
    }

    @Test
    void commandIsGivenUntilItIsTaken() {
        // When
        var result = Futures.await(insist(0, 3));

        // Then
        assertThat(result).isEqualTo("done");
        assertThat(calls.get()).isEqualTo(4);
    }

    @Test
    void firstAnswerIsKnownBeforeTheCommandIsTaken() {
        // When
        var answered =
                Futures.on(loop, () -> insistence.insist(0, () -> failTimes(1_000_000)).answered());

        // Then
        Futures.await(answered);
        assertThat(calls.get()).isOne();
    }

    /** Else the event would count as in work here for ever, and nobody here could take it up. */
    @Test
    void whatAnotherWorkerHasByNowIsGivenUp() {
        // When
        var result =
                Futures.on(
                        loop,
                        () ->
                                insistence
                                        .insist(
                                                0,
                                                () -> failTimes(1),
                                                () -> Future.failedFuture(new TakenOver()))
                                        .done());

        // Then
        Awaitility.await().until(result::isComplete);
        assertThat(result.cause()).isInstanceOf(TakenOver.class);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsGivenUpAtOnce() {
        // Given
        insist(Insistence.MAX_BYTES / 2, 1_000_000);

        // When
        var second = insist(Insistence.MAX_BYTES / 2, 1_000_000);

        // Then
        Awaitility.await().until(second::isComplete);
        assertThat(second.failed()).isTrue();
    }

    @Test
    void whatPersistsIsNeverGivenUpForWantOfMemory() {
        // Given
        insist(Insistence.MAX_BYTES - 512, 1_000_000);

        // When
        var done = Futures.on(loop, () -> insistence.persist(() -> failOften(2)));

        // Then
        assertThat(Futures.await(done)).isEqualTo("done");
        loop.runOnContext(now -> insistence.stop());
        var late = Futures.on(loop, () -> insistence.persist(() -> failOften(1_000_000)));
        Awaitility.await().until(late::isComplete);
        assertThat(late.failed()).isTrue();
    }

    private Future<String> failOften(int times) {
        return persistent.incrementAndGet() <= times
                ? Future.failedFuture("refused")
                : Future.succeededFuture("done");
    }

    @Test
    void memoryIsFreeAgainOnceACommandIsTaken() {
        // Given
        Futures.await(insist(Insistence.MAX_BYTES / 2, 2));
        calls.set(0);

        // When
        var next = Futures.await(insist(Insistence.MAX_BYTES / 2, 2));

        // Then
        assertThat(next).isEqualTo("done");
    }

    @Test
    void whatWaitsIsGivenUpWhenTheWorkerStops() {
        // Given
        var waiting = insist(0, 1_000_000);

        // When
        loop.runOnContext(now -> insistence.stop());

        // Then
        Awaitility.await().until(waiting::isComplete);
        assertThat(waiting.failed()).isTrue();
    }

    @RepeatedTest(20)
    void waitsDoubleUpToTwoSecondsAndAreSpread(RepetitionInfo repetition) {
        // Given
        var backoff = new Backoff(new Random(repetition.getCurrentRepetition()));

        // Then
        assertThat(backoff.after(1).toMillis()).isBetween(50L, 100L);
        assertThat(backoff.after(3).toMillis()).isBetween(200L, 400L);
        assertThat(backoff.after(6).toMillis()).isBetween(1_000L, 2_000L);
        assertThat(backoff.after(Integer.MAX_VALUE).toMillis()).isBetween(1_000L, 2_000L);
    }
}
