package io.tidegate.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way to one destination, shared by all event loops of the process: no more than {@code
 * concurrency} attempts are under way at once, and no more than that many fresh deliveries wait.
 *
 * <p>Deliveries that were parked and have become due go first: they are older, and what is fresh
 * and does not fit is parked itself. All state is guarded by this object's monitor.
 */
final class Lane {

    private final int concurrency;
    private final Deque<Turn> due = new ArrayDeque<>();
    private final Deque<Turn> fresh = new ArrayDeque<>();
    private int running;
    private Consumer<Duration> whenParked = wait -> {};

    Lane(int concurrency) {
        this.concurrency = concurrency;
    }

    int concurrency() {
        return concurrency;
    }

    /**
     * Asks for a turn for a fresh delivery; empty if too many wait already. The future completes on
     * {@code context}; whoever got the turn must {@link #leave}.
     */
    synchronized Optional<Future<Void>> enter(Context context) {
        boolean isFull = running >= concurrency && fresh.size() >= concurrency;
        return isFull ? Optional.empty() : Optional.of(turn(fresh, context));
    }

    /**
     * Asks for a turn for a delivery that was parked. Always granted in the end; the caller asks
     * for no more than {@link #concurrency} at once.
     */
    synchronized Future<Void> enterDue(Context context) {
        return turn(due, context);
    }

    private Future<Void> turn(Deque<Turn> queue, Context context) {
        if (running < concurrency) {
            running++;
            return Future.succeededFuture();
        }
        var turn = new Turn(context, Promise.promise());
        queue.add(turn);
        return turn.granted().future();
    }

    /** Ends a turn, and gives it to the next in line. */
    synchronized void leave() {
        Turn next = due.isEmpty() ? fresh.poll() : due.poll();
        if (next == null) {
            running--;
        } else {
            next.context().runOnContext(now -> next.granted().complete());
        }
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
    private record Turn(Context context, Promise<Void> granted) {}
}
