package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.route.OrderKeys;
import io.tidegate.store.EventStore;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets deliveries line up in the store that have to keep an order, in the order in which they come
 * here. Owned by one event loop.
 *
 * <p>What the store refuses is repeated until it is taken, and what comes after it waits meanwhile;
 * nothing is ever left out, or it would be overtaken. At the end of the verticle the rest is given
 * up: another worker then begins with the first event that is not settled.
 */
final class Usher {

    /** How much may wait here before the reader waits too. */
    static final long MOST_BYTES = 8L << 20;

    private static final int MOST_AT_ONCE = 200;
    private static final long MOST_BYTES_AT_ONCE = 1L << 20;

    private final Vertx vertx;
    private final EventStore store;
    private final Backoff backoff;
    private final Supplier<OrderKeys> keys;
    private final Map<String, Queue> queues = new HashMap<>();
    private long bytes;
    private boolean isStopped;

    Usher(Vertx vertx, EventStore store, Backoff backoff, Supplier<OrderKeys> keys) {
        this.vertx = vertx;
        this.store = store;
        this.backoff = backoff;
        this.keys = keys;
    }

    /**
     * Lets a delivery line up.
     *
     * @param isAgain whether it may have lined up before a crash
     */
    Courier.Placed lineUp(Destination destination, Delivery delivery, boolean isAgain) {
        if (isStopped) {
            return new Courier.Placed(Future.succeededFuture(), Future.failedFuture("stopped"));
        }
        var key = keys.get().of(delivery);
        if (key.isEmpty()) {
            destination.meters().keyless();
        }
        var waiting = new Waiting(delivery, key.orElse(""), isAgain, Promise.promise());
        bytes += waiting.size();
        var done = waiting.done().future().onComplete(over -> bytes -= waiting.size());
        queues.computeIfAbsent(destination.name(), name -> new Queue(destination))
                .add(destination, waiting);
        var found =
                bytes > MOST_BYTES
                        ? done.<Void>mapEmpty().otherwiseEmpty()
                        : Future.<Void>succeededFuture();
        return new Courier.Placed(found, done);
    }

    /** Gives up what waits, and whatever comes. */
    void stop() {
        isStopped = true;
        queues.values().forEach(Queue::giveUp);
    }

    /**
     * A delivery on its way into the store.
     *
     * @param isAgain whether it may have lined up before a crash
     */
    private record Waiting(Delivery delivery, String key, boolean isAgain, Promise<Void> done) {

        private static final long OVERHEAD_BYTES = 512;

        long size() {
            return Ledger.size(delivery) + OVERHEAD_BYTES;
        }

        /**
         * What was tried before may have been done; and what another worker has by now, it may have
         * let line up.
         */
        Entrant entrant(boolean isRepeat, Predicate<EventId> isHeld) {
            boolean isFirst = !isAgain && !isRepeat && isHeld.test(delivery.id().whole());
            return new Entrant(delivery, key, isFirst ? Time.FIRST : Time.AGAIN);
        }
    }

    /** What lines up at one destination: one group after the other. */
    private final class Queue {

        /** As it is configured by now: whoever looks at its lane looks there. */
        private Destination destination;

        private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
        private boolean isBusy;

        Queue(Destination destination) {
            this.destination = destination;
        }

        void add(Destination present, Waiting next) {
            destination = present;
            waiting.add(next);
            if (!isBusy) {
                isBusy = true;
                // Not at once: the rest of the batch that is being dispatched shall travel along.
                vertx.runOnContext(now -> send());
            }
        }

        private void send() {
            if (waiting.isEmpty()) {
                // Of a destination that is taken out nothing is to stay.
                queues.remove(destination.name());
                return;
            }
            send(group(), 0);
        }

        private List<Waiting> group() {
            var group = new ArrayList<Waiting>();
            long groupBytes = 0;
            while (!waiting.isEmpty()
                    && group.size() < MOST_AT_ONCE
                    && groupBytes < MOST_BYTES_AT_ONCE) {
                Waiting next = waiting.remove();
                groupBytes += next.size();
                group.add(next);
            }
            return group;
        }

        private void send(List<Waiting> group, int failures) {
            var entrants =
                    group.stream().map(it -> it.entrant(failures > 0, store::isHeld)).toList();
            store.lineUp(destination.name(), entrants)
                    .onComplete(done -> lined(group), refusal -> again(group, failures, refusal));
        }

        private void lined(List<Waiting> group) {
            group.forEach(
                    it -> {
                        destination.meters().parked();
                        it.done().complete();
                    });
            destination.lane().parked(Duration.ZERO);
            send();
        }

        private void again(List<Waiting> group, int failures, Throwable refusal) {
            if (isStopped) {
                group.forEach(it -> it.done().fail(refusal));
                return;
            }
            vertx.setTimer(
                    backoff.after(failures + 1).toMillis(), timer -> send(group, failures + 1));
        }

        void giveUp() {
            waiting.forEach(it -> it.done().fail("stopped"));
            waiting.clear();
        }
    }
}
