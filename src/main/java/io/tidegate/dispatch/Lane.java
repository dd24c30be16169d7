package io.tidegate.dispatch;

import io.tidegate.config.BreakerConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The way to one destination, shared by all event loops of the process: no more than {@code
 * concurrency} attempts are under way at once, and no more than that many fresh deliveries wait.
 * While it is paused, or its breaker is open, none are.
 *
 * <p>Deliveries that were parked and have become due go first: they are older, and what is fresh
 * and does not fit is parked itself. All state is guarded by this object's monitor.
 */
final class Lane {

    private final int concurrency;
    private final Deque<Turn> due = new ArrayDeque<>();
    private final Deque<Turn> fresh = new ArrayDeque<>();
    private final Breaker breaker;
    private final LongSupplier nanoTime;
    private int running;
    private boolean isPaused;
    private Consumer<Duration> whenParked = wait -> {};

    /** A lane that is always open. */
    Lane(int concurrency) {
        this(concurrency, new Breaker(BreakerConfig.OFF, concurrency), System::nanoTime);
    }

    /**
     * A lane that its breaker opens and closes.
     *
     * @param nanoTime the time in nanoseconds since some moment
     */
    Lane(int concurrency, Breaker breaker, LongSupplier nanoTime) {
        this.concurrency = concurrency;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
    }

    /** How many attempts may be under way just now. */
    synchronized int limit() {
        return isPaused ? 0 : breaker.limit(nanoTime.getAsLong());
    }

    /**
     * Asks for a turn for a fresh delivery; empty if too many wait already, or it would be in vain.
     * The future completes on {@code context}; whoever got the turn must {@link #leave}.
     */
    synchronized Optional<Future<Pass>> enter(Context context) {
        boolean isFull = limit() == 0 || (running >= limit() && fresh.size() >= concurrency);
        return isFull ? Optional.empty() : Optional.of(turn(fresh, context));
    }

    /**
     * Asks for a turn for a delivery that was parked. Granted in the end, unless the lane is
     * closed; the caller asks for no more than {@link #limit} at once.
     */
    synchronized Future<Pass> enterDue(Context context) {
        return limit() == 0 ? Future.succeededFuture(Pass.REFUSED) : turn(due, context);
    }

    private Future<Pass> turn(Deque<Turn> queue, Context context) {
        if (running < limit()) {
            running++;
            return Future.succeededFuture(Pass.GRANTED);
        }
        var turn = new Turn(context, Promise.promise());
        queue.add(turn);
        return turn.pass().future();
    }

    /** Ends a turn, and gives it to the next in line. */
    synchronized void leave(Sign sign) {
        running--;
        switch (sign) {
            case WELL -> breaker.succeeded();
            case ILL -> breaker.failed(nanoTime.getAsLong());
            case NONE -> {}
        }
        admit();
    }

    private void admit() {
        if (limit() == 0) {
            sendAway();
        }
        while (running < limit() && !(due.isEmpty() && fresh.isEmpty())) {
            running++;
            Turn next = due.isEmpty() ? fresh.remove() : due.remove();
            next.end(Pass.GRANTED);
        }
    }

    /**
     * Begins nothing until {@link #resume}, and sends away who waits. Returns whether this is new.
     */
    synchronized boolean pause() {
        boolean isNew = !isPaused;
        isPaused = true;
        sendAway();
        return isNew;
    }

    private void sendAway() {
        due.forEach(turn -> turn.end(Pass.REFUSED));
        due.clear();
        fresh.forEach(turn -> turn.end(Pass.REFUSED));
        fresh.clear();
    }

    /** Ends a pause; returns whether there was one. */
    synchronized boolean resume() {
        boolean wasPaused = isPaused;
        isPaused = false;
        return wasPaused;
    }

    /** How the destination does, as far as this process knows. */
    synchronized Breaker.State breaker() {
        limit();
        return breaker.state();
    }

    /** Sets what is told after which time something is due that was parked. */
    synchronized void whenParked(Consumer<Duration> listener) {
        whenParked = listener;
    }

    /** Tells that a delivery was parked and is due after this time. */
    void parked(Duration wait) {
        Consumer<Duration> listener;
        synchronized (this) {
            listener = whenParked;
        }
        listener.accept(wait);
    }

    /** Somebody in line, and the event loop that waits. */
    private record Turn(Context context, Promise<Pass> pass) {

        void end(Pass result) {
            context.runOnContext(now -> pass.complete(result));
        }
    }
}
