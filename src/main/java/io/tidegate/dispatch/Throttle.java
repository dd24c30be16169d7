package io.tidegate.dispatch;

import io.tidegate.config.Rate;
import io.tidegate.store.EventStore;
import io.tidegate.store.Rates;
import io.tidegate.store.Slots;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the attempts at one destination within its rate, which all gateways share: reserves moments
 * in the store as deliveries wait for them, a few at a time so that every gateway gets its share,
 * and lets the lane begin an attempt at each. Owned by one event loop.
 */
final class Throttle {

    private static final Logger LOGGER = LoggerFactory.getLogger(Throttle.class);

    /** How many seconds are reserved at once. */
    private static final double CHUNK_SECONDS = 0.05;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long RETRY_MILLIS = 100;

    private final Vertx vertx;
    private final EventStore store;
    private final String name;
    private final Lane lane;
    private final double perSecond;
    private final Bookings bookings;
    private boolean isAsking;
    private boolean isTicking;

    Throttle(Vertx vertx, EventStore store, String name, Lane lane, Rate rate) {
        this.vertx = vertx;
        this.store = store;
        this.name = name;
        this.lane = lane;
        this.perSecond = rate.perSecond();
        this.bookings = new Bookings(NANOS_PER_SECOND / perSecond);
    }

    /** Somebody may be waiting in the lane. */
    void ask() {
        int booked = bookings.left();
        int missing = lane.waiting() - booked;
        if (missing <= 0 || isAsking || booked > chunk() / 2) {
            return;
        }
        isAsking = true;
        store.reserve(name, perSecond, Math.min(missing, chunk()))
                .onComplete(this::book, this::askAgain);
    }

    private int chunk() {
        return (int) Math.max(1, perSecond * CHUNK_SECONDS);
    }

    private void book(Slots slots) {
        isAsking = false;
        if (slots.count() == 0) {
            // Open in time to reserve the next moment before it comes.
            lane.closeFor(slots.start().minus(Rates.HORIZON));
            return;
        }
        bookings.add(slots, System.nanoTime());
        if (!isTicking) {
            tick();
        }
    }

    private void askAgain(Throwable failure) {
        LOGGER.atDebug()
                .addKeyValue("destination", name)
                .addKeyValue("error", failure.toString())
                .log("no attempts, because the store does not say when");
        vertx.setTimer(
                RETRY_MILLIS,
                timer -> {
                    isAsking = false;
                    ask();
                });
    }

    private void tick() {
        isTicking = false;
        int reached = bookings.reached(System.nanoTime());
        if (reached > 0) {
            lane.supply(reached);
        }
        ask();
        if (bookings.left() > 0) {
            isTicking = true;
            double wait = bookings.nextNanos() - System.nanoTime();
            vertx.setTimer(Math.max(1, Math.round(wait / 1e6)), timer -> tick());
        }
    }
}
