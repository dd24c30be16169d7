package io.tidegate.dispatch;

import io.tidegate.route.OrderKeys;
import io.tidegate.store.EventStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What one verticle works with, all bound to its event loop.
 *
 * @param inFlight what is in work
 * @param insistence what repeats refused commands
 * @param ledger what writes results down
 * @param settler what settles events
 * @param courier what makes attempts
 * @param usher what lets deliveries line up that have to keep an order
 * @param log what writes of single deliveries to the log
 * @param newcomers what says which events have to wait for a configuration
 */
record Tools(
        InFlight inFlight,
        Insistence insistence,
        Ledger ledger,
        Settler settler,
        Courier courier,
        Usher usher,
        DeliveryLog log,
        Newcomers newcomers) {

    /** Makes the tools of the verticle of this context; the clocks are as {@link Dispatch} says. */
    static Tools of(
            Vertx vertx,
            Context context,
            EventStore store,
            InFlight inFlight,
            Backoff backoff,
            Supplier<OrderKeys> keys,
            InstantSource clock,
            LongSupplier nanoTime) {
        var insistence = new Insistence(vertx, backoff);
        var log = new DeliveryLog(nanoTime);
        var ledger = new Ledger(store, insistence, log, clock);
        var settler = new Settler(vertx, store, insistence, inFlight);
        return new Tools(
                inFlight,
                insistence,
                ledger,
                settler,
                new Courier(context, ledger, store::isHeld, nanoTime),
                new Usher(vertx, store, backoff, keys),
                log,
                new Newcomers(clock));
    }

    /** Begins nothing more. */
    void stop() {
        courier.stop();
        usher.stop();
        insistence.stop();
        inFlight.abandon();
    }
}
