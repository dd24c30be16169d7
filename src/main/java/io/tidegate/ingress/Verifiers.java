package io.tidegate.ingress;

import io.tidegate.config.PublicConfig.VerifiersConfig;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that make checks too heavy for an event loop, with one bounded queue for all event
 * loops. Safe for any thread.
 *
 * <p>There are none before the first check, and they end when there is nothing to do, so an
 * installation without such sources pays nothing and there is nothing to close.
 */
final class Verifiers {

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    Verifiers(VerifiersConfig config) {
        int cores = Runtime.getRuntime().availableProcessors();
        int size = config.threads() == 0 ? cores : config.threads();
        threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(config.queue()),
                        named());
        threads.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named() {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "tidegate-verifier-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Judges a request on one of the threads; empty if too many wait already.
     *
     * @param loop the event loop on which the result is wanted; it fails only by a defect
     */
    Optional<Future<Verdict>> judge(Judging judging, InboundRequest request, Context loop) {
        Promise<Verdict> verdict = Promise.promise();
        try {
            threads.execute(() -> judge(judging, request, loop, verdict));
            return Optional.of(verdict.future());
        } catch (RejectedExecutionException full) {
            return Optional.empty();
        }
    }

    private static void judge(
            Judging judging, InboundRequest request, Context loop, Promise<Verdict> promise) {
        try {
            Verdict verdict = judging.verify().apply(request);
            loop.runOnContext(back -> promise.complete(verdict));
        } catch (RuntimeException | Error defect) {
            loop.runOnContext(back -> promise.fail(defect));
        }
    }

    /** How many requests wait for a thread. */
    int queued() {
        return threads.getQueue().size();
    }
}
