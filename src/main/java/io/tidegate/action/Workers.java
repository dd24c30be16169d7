package io.tidegate.action;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The threads of one action for calls that block. A call whose time is up before a thread was free
 * is never made, so that a destination which is stuck piles up nothing.
 */
final class Workers {

    /** A thread that is busy for this much longer than an attempt may take is worth a warning. */
    private static final long GRACE_MILLIS = 10_000;

    private final WorkerExecutor executor;
    private final long limitMillis;

    /**
     * Threads that are started when they are needed.
     *
     * @param name how they are called
     * @param limit how long a call is waited for
     */
    Workers(Vertx vertx, String name, int threads, Duration limit) {
        limitMillis = limit.toMillis();
        executor =
                vertx.createSharedWorkerExecutor(
                        "tidegate-" + name + "-" + UUID.randomUUID(),
                        threads,
                        limitMillis + GRACE_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** Makes a call; fails with a {@link TimeoutException} if it is not over in time. */
    <T> Future<T> run(Callable<T> call) {
        return make(call, unneeded -> Future.succeededFuture());
    }

    /**
     * Makes what must not be lost: if it comes too late for the caller it is discarded.
     *
     * @param discard lets go of it
     */
    <T> Future<T> make(Callable<T> call, Function<T, Future<Void>> discard) {
        var isOver = new AtomicBoolean();
        var made = executor.executeBlocking(() -> callUnless(isOver, call), false);
        return Late.orDiscarded(made, limitMillis, discard).onFailure(late -> isOver.set(true));
    }

    private static <T> T callUnless(AtomicBoolean isOver, Callable<T> call) throws Exception {
        if (isOver.get()) {
            throw new TimeoutException("no thread was free");
        }
        return call.call();
    }

    /** Lets the threads end; never fails. */
    Future<Void> close() {
        return executor.close().otherwiseEmpty();
    }
}
