package io.tidegate.dispatch;

import io.tidegate.store.EventStore;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * What one verticle works with, all bound to its event loop.
 *
 * @param inFlight what is in work
 * @param insistence what repeats refused commands
 * @param ledger what writes results down
 * @param settler what settles events
 * @param courier what makes attempts
 */
record Tools(
        InFlight inFlight, Insistence insistence, Ledger ledger, Settler settler, Courier courier) {

    /** Makes the tools of the verticle of this context. */
    static Tools of(
            Vertx vertx,
            Context context,
            EventStore store,
            InFlight inFlight,
            Backoff backoff,
            InstantSource clock) {
        var insistence = new Insistence(vertx, backoff);
        var ledger = new Ledger(store, insistence, clock);
        var settler = new Settler(vertx, store, insistence, inFlight);
        return new Tools(
                inFlight, insistence, ledger, settler, new Courier(context, ledger, store::isHeld));
    }

    /** Begins nothing more. */
    void stop() {
        courier.stop();
        insistence.stop();
        inFlight.abandon();
    }
}
