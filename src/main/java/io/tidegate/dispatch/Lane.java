package io.tidegate.dispatch;

import io.tidegate.config.BreakerConfig;
import io.tidegate.config.Rate;
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
    private final int mostWaiting;
    private final Permits permits;
    private int running;
    private long closedUntilNanos;
    private boolean isClosed;
    private boolean isPaused;
    private Consumer<Duration> whenParked = wait -> {};
    private Runnable whenWaiting = () -> {};

    /** A lane that is always open. */
    Lane(int concurrency) {
        this(
                concurrency,
                new Breaker(BreakerConfig.OFF, concurrency),
                Rate.UNLIMITED,
                System::nanoTime);
    }

    /**
     * A lane that its breaker opens and closes. If its rate is limited, nothing begins without
     * {@link #supply}.
     *
     * @param nanoTime the time in nanoseconds since some moment
     */
    Lane(int concurrency, Breaker breaker, Rate rate, LongSupplier nanoTime) {
        this.concurrency = concurrency;
        this.mostWaiting = (int) Math.max(1, Math.min(concurrency, rate.perSecond()));
        this.permits = new Permits(rate.isLimited());
        this.breaker = breaker;
        this.nanoTime = nanoTime;
    }

    /** How many attempts may be under way just now. */
    synchronized int limit() {
        long now = nanoTime.getAsLong();
        isClosed &= now - closedUntilNanos < 0;
        return isPaused || isClosed ? 0 : breaker.limit(now);
    }

    /** How many deliveries that are due may be brought here just now, besides those under way. */
    synchronized int room() {
        return permits.isLimited() ? mostWaiting - due.size() : concurrency;
    }

    /** How many wait for their turn, and not only for others to leave. */
    synchronized int waiting() {
        return Math.min(limit() - running, due.size() + fresh.size());
    }

    /** The rate lets so many attempts begin now. */
    synchronized void supply(int count) {
        permits.supply(count, nanoTime.getAsLong());
        admit();
    }

    /** The rate lets nothing begin for so long. */
    synchronized void closeFor(Duration time) {
        isClosed = true;
        closedUntilNanos = nanoTime.getAsLong() + time.toNanos();
        sendAway();
    }

    /**
     * Asks for a turn for a fresh delivery; empty if too many wait already, or it would be in vain.
     * The future completes on {@code context}; whoever got the turn must {@link #leave}.
     */
    synchronized Optional<Future<Pass>> enter(Context context) {
        boolean isFull = limit() == 0 || (!isFree() && fresh.size() >= mostWaiting);
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
        if (isFree() && permits.take(nanoTime.getAsLong())) {
            running++;
            return Future.succeededFuture(Pass.GRANTED);
        }
        var turn = new Turn(context, Promise.promise());
        queue.add(turn);
        whenWaiting.run();
        return turn.pass().future();
    }

    /** Whether there is a place and nobody waits for it. */
    private boolean isFree() {
        boolean isLimitedAndWaitedFor = permits.isLimited() && !(due.isEmpty() && fresh.isEmpty());
        return running < limit() && !isLimitedAndWaitedFor;
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
        while (running < limit()
                && !(due.isEmpty() && fresh.isEmpty())
                && permits.take(nanoTime.getAsLong())) {
            running++;
            Turn next = due.isEmpty() ? fresh.remove() : due.remove();
            next.end(Pass.GRANTED);
        }
        if (waiting() > 0) {
            whenWaiting.run();
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

    /** Sets what is called, on any thread, when somebody waits whom the rate holds up. */
    synchronized void whenWaiting(Runnable listener) {
        whenWaiting = listener;
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
