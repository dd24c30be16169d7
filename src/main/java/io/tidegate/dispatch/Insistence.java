package io.tidegate.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Repeats commands that the store refuses until it takes them, until the verticle stops, or until
 * the event is another worker's.
 *
 * <p>What waits is held in memory, up to {@link #MAX_BYTES} in each verticle. Beyond that a command
 * is given up at once: the event's entry stays pending in the store and is handed out again.
 */
final class Insistence {

    /** How much may wait for the store in one verticle. */
    static final long MAX_BYTES = 64L << 20;

    /** What one waiting command takes apart from its bytes, roughly. */
    private static final long OVERHEAD_BYTES = 512;

    private final Vertx vertx;
    private final Backoff backoff;
    private long heldBytes;
    private boolean isStopped;

    Insistence(Vertx vertx, Backoff backoff) {
        this.vertx = vertx;
        this.backoff = backoff;
    }

    /** Gives the command until it succeeds; fails only when it is given up. */
    <T> Insisted<T> insist(long bytes, Supplier<Future<T>> command) {
        return insist(bytes, command, command);
    }

    /**
     * Gives the command until it succeeds, however much waits already: for those of which one at a
     * time is given. Fails only when the verticle stops.
     */
    <T> Future<T> persist(Supplier<Future<T>> command) {
        return command.get()
                .recover(refusal -> isStopped ? Future.failedFuture(refusal) : waitFor(command));
    }

    private <T> Future<T> waitFor(Supplier<Future<T>> command) {
        var waiting = new Waiting<>(command, Promise.promise());
        waiting.pause(1);
        return waiting.done.future();
    }

    /** Gives the first command, and if it is refused the other until that succeeds. */
    <T> Insisted<T> insist(long bytes, Supplier<Future<T>> command, Supplier<Future<T>> again) {
        Future<T> first = command.get();
        Future<T> done = first.recover(refusal -> wait(bytes + OVERHEAD_BYTES, again, refusal));
        return new Insisted<>(first.<Void>mapEmpty().otherwiseEmpty(), done);
    }

    private <T> Future<T> wait(long bytes, Supplier<Future<T>> command, Throwable refusal) {
        if (isStopped || heldBytes + bytes > MAX_BYTES) {
            return Future.failedFuture(refusal);
        }
        heldBytes += bytes;
        return waitFor(command).onComplete(over -> heldBytes -= bytes);
    }

    /** Gives up what waits, within two seconds, and whatever is refused from now on. */
    void stop() {
        isStopped = true;
    }

    /**
     * A command that is being given.
     *
     * @param answered completes when the store has answered the first time, yes or no
     * @param done completes when the command has been taken; fails when it is given up
     */
    record Insisted<T>(Future<Void> answered, Future<T> done) {}

    /** A refused command between two tries. */
    private final class Waiting<T> {

        private final Supplier<Future<T>> command;
        private final Promise<T> done;

        Waiting(Supplier<Future<T>> command, Promise<T> done) {
            this.command = command;
            this.done = done;
        }

        void pause(int failures) {
            vertx.setTimer(backoff.after(failures).toMillis(), fired -> retry(failures));
        }

        private void retry(int failures) {
            command.get()
                    .onComplete(done::complete, refusal -> pauseUnlessStopped(failures, refusal));
        }

        private void pauseUnlessStopped(int failures, Throwable refusal) {
            if (isStopped || refusal instanceof TakenOver) {
                done.fail(refusal);
            } else {
                pause(failures + 1);
            }
        }
    }
}
