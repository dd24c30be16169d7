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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The way to one destination, shared by all event loops of the process: no more than {@code
 * concurrency} attempts are under way at once, and no more than that many fresh deliveries wait.
 * Beyond that a few may wait while their reader does, if it goes fast enough. While it is paused,
 * or its breaker is open, none are.
 *
 * <p>Deliveries that were parked and have become due take turns with fresh ones, so that neither a
 * backlog nor what comes in stops the other. All state is guarded by this object's monitor.
 */
final class Lane {

    /**
     * For how long a reader may be kept waiting. In that time it could have parked about as many
     * deliveries as it reads at once, so others lose nothing by it.
     */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int concurrency;
    private final Deque<Turn> due = new ArrayDeque<>();
    private final Deque<Turn> fresh = new ArrayDeque<>();
    private final Stride stride = new Stride();
    private final Breaker breaker;
    private final LongSupplier nanoTime;
    private final int mostWaiting;
    private final Permits permits;
    private final Promise<Void> ended = Promise.promise();
    private int running;
    private long closedUntilNanos;
    private boolean isClosed;
    private boolean isFreshNext;
    private boolean isPaused;
    private boolean isRetired;
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
        return isPaused || isRetired || isClosed ? 0 : breaker.limit(now);
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
        return isFull ? Optional.empty() : Optional.of(turn(fresh, context, false));
    }

    /**
     * Asks for a turn for a fresh delivery that {@link #enter} had no place for; empty if that
     * would take longer than its reader may wait. Who reads waits until the future completes, and
     * calls {@link #dismiss} from time to time.
     */
    synchronized Optional<Future<Pass>> enterLate(Context context) {
        int before = due.isEmpty() ? fresh.size() : 2 * fresh.size();
        boolean isTooSlow = stride.nanosFor(before + 1) > PATIENCE_NANOS;
        return isTooSlow || permits.isLimited() || limit() == 0
                ? Optional.empty()
                : Optional.of(turn(fresh, context, true));
    }

    /**
     * Sends away who came late to this context and has waited for longer than was to be expected;
     * returns whether others of them still wait.
     */
    synchronized boolean dismiss(Context context) {
        long now = nanoTime.getAsLong();
        var late = fresh.stream().filter(it -> it.isLate() && it.context() == context).toList();
        var overdue = late.stream().filter(it -> now - it.sinceNanos() > PATIENCE_NANOS).toList();
        if (!overdue.isEmpty()) {
            stride.waitedInVain((double) PATIENCE_NANOS);
            fresh.removeAll(overdue);
            overdue.forEach(turn -> turn.end(Pass.REFUSED));
        }
        return overdue.size() < late.size();
    }

    /**
     * Asks for a turn for a delivery that was parked. Granted in the end, unless the lane is
     * closed; the caller asks for no more than {@link #limit} at once.
     */
    synchronized Future<Pass> enterDue(Context context) {
        return limit() == 0 ? Future.succeededFuture(Pass.REFUSED) : turn(due, context, false);
    }

    private Future<Pass> turn(Deque<Turn> queue, Context context, boolean isLate) {
        long now = nanoTime.getAsLong();
        if (isFree() && permits.take(now)) {
            running++;
            return Future.succeededFuture(Pass.GRANTED);
        }
        var turn = new Turn(context, Promise.promise(), isLate, now);
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
        long now = nanoTime.getAsLong();
        stride.left(now, !(due.isEmpty() && fresh.isEmpty()));
        switch (sign) {
            case WELL -> breaker.succeeded();
            case ILL -> breaker.failed(now);
            case NONE -> {}
        }
        admit();
        endIfEmpty();
    }

    private void admit() {
        if (limit() == 0) {
            sendAway();
        }
        while (running < limit()
                && !(due.isEmpty() && fresh.isEmpty())
                && permits.take(nanoTime.getAsLong())) {
            running++;
            next().end(Pass.GRANTED);
        }
        if (waiting() > 0) {
            whenWaiting.run();
        }
    }

    private Turn next() {
        boolean isFresh = due.isEmpty() || (isFreshNext && !fresh.isEmpty());
        isFreshNext = !isFresh;
        return isFresh ? fresh.remove() : due.remove();
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

    /**
     * Begins nothing any more, because the destination was changed or taken out, and sends away who
     * waits.
     */
    synchronized void retire() {
        isRetired = true;
        sendAway();
        endIfEmpty();
    }

    private void endIfEmpty() {
        if (isRetired && running == 0) {
            ended.tryComplete();
        }
    }

    /** Completes, on any thread, when it is retired and no attempt is under way. */
    Future<Void> ended() {
        return ended.future();
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

    /** Somebody in line, the event loop that waits, and since when. */
    private record Turn(Context context, Promise<Pass> pass, boolean isLate, long sinceNanos) {

        void end(Pass result) {
            context.runOnContext(now -> pass.complete(result));
        }
    }
}
