package io.tidegate.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.action.Action;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A destination at the test's command: it answers as it is told, or holds every attempt at a gate.
 * Shared by all verticles, and safe for that.
 */
final class GateAction implements Action {

    private final List<Delivery> attempts = new CopyOnWriteArrayList<>();
    private final List<Long> begun = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile boolean closed;
    private volatile Function<Delivery, Future<Outcome>> behaviour = it -> taken();

    /** Not at once, as nothing that goes over a network is. */
    private static Future<Outcome> taken() {
        Promise<Outcome> later = Promise.promise();
        Vertx.currentContext().runOnContext(now -> later.complete(Outcome.delivered()));
        return later.future();
    }

    /** Fails the future of every attempt from now on, which no action may do. */
    void misbehave() {
        behaviour = it -> Future.failedFuture(new IllegalStateException("a fault of the action"));
    }

    /** Takes everything from now on. */
    void accept() {
        behaviour = it -> taken();
    }

    /** Answers every attempt from now on by a thread of its own, as a library may. */
    void answerElsewhere(Outcome outcome) {
        behaviour =
                it -> {
                    Promise<Outcome> answer = Promise.promise();
                    new Thread(() -> answer.complete(outcome)).start();
                    return answer.future();
                };
    }

    /** Gives every attempt this outcome from now on. */
    void answer(Outcome outcome) {
        behaviour = it -> Future.succeededFuture(outcome);
    }

    /** Gives deliveries with this word in their payload this outcome, and takes the others. */
    void answerFor(String word, Outcome outcome) {
        behaviour =
                it ->
                        new String(it.payload(), UTF_8).contains(word)
                                ? Future.succeededFuture(outcome)
                                : taken();
    }

    /** Fails the first attempt of each delivery from now on, and takes the second. */
    void acceptTheSecondTime() {
        behaviour =
                it -> it.attempt() > 1 ? taken() : Future.succeededFuture(Outcome.retry("not yet"));
    }

    /** Holds every attempt from now on until {@link #release}. */
    void hold() {
        Outcome delivered = Outcome.delivered();
        behaviour =
                it -> {
                    Promise<Outcome> gate = Promise.promise();
                    Context loop = Vertx.currentContext();
                    held.add(() -> loop.runOnContext(now -> gate.tryComplete(delivered)));
                    return gate.future();
                };
    }

    /** Lets everything that is held succeed, and what comes later too. */
    void release() {
        accept();
        held.forEach(Runnable::run);
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        begun.add(System.nanoTime());
        attempts.add(delivery);
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return behaviour.apply(delivery).onComplete(over -> underWay.decrementAndGet());
    }

    /** The dedup keys of what was tried, in the order of the attempts. */
    List<String> tried() {
        return attempts.stream().map(it -> it.stored().event().dedupKey()).toList();
    }

    /** When each attempt began, in nanoseconds since some moment. */
    List<Long> begun() {
        return begun;
    }

    List<Delivery> attempts() {
        return attempts;
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    /** Whether the gateway has let go of it. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }
}
