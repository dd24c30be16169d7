package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Outcome;
import io.tidegate.event.Setback;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down in the store what became of deliveries. Everything here is repeated until the store
 * takes it; a future that fails was given up, and then the event must not be settled.
 */
final class Ledger {

    private final EventStore store;
    private final Insistence insistence;
    private final DeliveryLog log;
    private final InstantSource clock;

    Ledger(EventStore store, Insistence insistence, DeliveryLog log, InstantSource clock) {
        this.store = store;
        this.insistence = insistence;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Puts a delivery aside that found no place, to be tried as soon as there is one. If the store
     * refuses, {@code lane} is asked again for a place before the store is: a full store must not
     * stop deliveries that would make it less full.
     */
    Insistence.Insisted<Void> parkUntried(
            Destination destination, Delivery delivery, Supplier<Optional<Future<Void>>> lane) {
        destination.meters().parked();
        Supplier<Future<Void>> park =
                () -> parkOnce(destination, delivery, Duration.ZERO, Setback.NONE);
        return insistence.insist(size(delivery), park, () -> lane.get().orElseGet(park));
    }

    /**
     * Writes down what an attempt came to.
     *
     * @param isParked whether the store may hold the delivery as parked
     * @return what has been leased in its place, if it was delivered and another stands behind it
     */
    Future<Optional<Due.Leased>> record(
            Destination destination, Delivery delivery, Outcome outcome, boolean isParked) {
        return outcome.match(
                delivered -> delivered(destination, delivery, isParked),
                retry -> failed(destination, delivery, retry).map(Optional.empty()),
                dead -> dead(destination, delivery, dead.setback()).map(Optional.empty()),
                gone -> gone(destination, delivery, gone.setback()).map(Optional.empty()));
    }

    private Future<Optional<Due.Leased>> delivered(
            Destination destination, Delivery delivery, boolean isParked) {
        var event = delivery.stored().event();
        var sinceReceived = Duration.between(event.receivedAt(), clock.instant());
        destination.meters().delivered(sinceReceived, event.headers());
        if (!isParked) {
            return Future.succeededFuture(Optional.empty());
        }
        String name = destination.name();
        EventId id = delivery.id();
        return destination.isInOrder()
                ? advance(destination, () -> store.advance(name, id, destination.lease()))
                : insistence.insist(0, () -> store.unpark(name, id)).done().map(Optional.empty());
    }

    private Future<Optional<Due.Leased>> advance(
            Destination destination, Supplier<Future<Optional<Due.Leased>>> advance) {
        return insistence.insist(0, advance).done().onSuccess(next -> look(destination, next));
    }

    /** If none was handed over, others may be due first, and the one behind after them. */
    private static void look(Destination destination, Optional<Due.Leased> next) {
        if (next.isEmpty()) {
            destination.lane().parked(Duration.ZERO);
        }
    }

    private Future<Void> failed(Destination destination, Delivery delivery, Outcome.Retry failure) {
        destination.meters().failed();
        return destination
                .schedule()
                .after(delivery.attempt(), failure)
                .map(wait -> parkFailed(destination, delivery, wait, failure.setback()))
                .orElseGet(() -> bury(destination, delivery, last(delivery, failure)));
    }

    private Future<Void> parkFailed(
            Destination destination, Delivery delivery, Duration wait, Setback setback) {
        log.failed(delivery, setback, wait);
        return park(destination, delivery, wait, setback);
    }

    private static Setback last(Delivery delivery, Outcome.Retry failure) {
        var setback = failure.setback();
        String reason = setback.reason() + " (attempt " + delivery.attempt() + ", the last)";
        return new Setback(reason, setback.answer());
    }

    private Future<Void> dead(Destination destination, Delivery delivery, Setback setback) {
        destination.meters().failed();
        return bury(destination, delivery, setback);
    }

    private Future<Void> gone(Destination destination, Delivery delivery, Setback setback) {
        return switch (destination.whenGone()) {
            case BURY -> dead(destination, delivery, setback);
            case PAUSE -> {
                destination.meters().failed();
                yield pause(destination, delivery, setback)
                        .compose(paused -> park(destination, delivery, Duration.ZERO, setback));
            }
        };
    }

    /** First of all, or what is parked then would be tried at once. */
    private Future<Void> pause(Destination destination, Delivery delivery, Setback setback) {
        return insistence
                .insist(0, () -> store.pause(destination.name(), setback.reason()))
                .done()
                .onSuccess(paused -> stop(destination, delivery, setback));
    }

    private void stop(Destination destination, Delivery delivery, Setback setback) {
        if (destination.lane().pause()) {
            log.gone(delivery, setback);
        }
    }

    /**
     * Has the lease of a delivery that is due begin anew. False if another worker has it by now, or
     * it is parked no more.
     */
    Future<Boolean> prolong(Destination destination, Delivery delivery, Hold hold) {
        return store.extend(destination.name(), delivery.id(), hold.token(), destination.lease());
    }

    /**
     * Leaves a delivery, which was due and was not attempted, until later. What fails here is made
     * good by the end of its lease.
     */
    Future<Void> putOff(Destination destination, Delivery delivery, Duration wait) {
        return store.putOff(destination.name(), delivery.id(), wait)
                .onSuccess(done -> destination.lane().parked(wait))
                .otherwiseEmpty();
    }

    private Future<Void> park(
            Destination destination, Delivery delivery, Duration wait, Setback setback) {
        destination.meters().parked();
        return insistence
                .insist(size(delivery), () -> parkTried(destination, delivery, wait, setback))
                .done();
    }

    private Future<Void> parkTried(
            Destination destination, Delivery delivery, Duration wait, Setback setback) {
        return destination.isInOrder()
                ? store.parkAgain(delivery, wait, setback)
                        .onSuccess(done -> destination.lane().parked(wait))
                : parkOnce(destination, delivery, wait, setback);
    }

    private Future<Void> parkOnce(
            Destination destination, Delivery delivery, Duration wait, Setback setback) {
        return store.park(delivery, wait, setback)
                .onSuccess(done -> destination.lane().parked(wait));
    }

    /** Makes a dead letter of a delivery. */
    Future<Void> bury(Destination destination, Delivery delivery, Setback setback) {
        destination.meters().dead();
        return bury(delivery, setback).onSuccess(done -> lookBehind(destination));
    }

    private static void lookBehind(Destination destination) {
        if (destination.isInOrder()) {
            destination.lane().parked(Duration.ZERO);
        }
    }

    /** The same for a destination that is not configured any more. */
    Future<Void> bury(Delivery delivery, Setback setback) {
        return insistence
                .insist(size(delivery), () -> store.bury(delivery, setback))
                .done()
                .onSuccess(done -> log.dead(delivery, setback));
    }

    /** Puts aside what is owed to a destination that is not configured any more, for people. */
    Insistence.Insisted<Void> keep(Delivery delivery) {
        return insistence.insist(
                size(delivery), () -> store.park(delivery, Duration.ZERO, Setback.NONE));
    }

    /** How much memory a delivery takes, about. */
    static long size(Delivery delivery) {
        long body = delivery.stored().event().body().length;
        return delivery.isTransformed() ? body + delivery.payload().length : body;
    }
}
