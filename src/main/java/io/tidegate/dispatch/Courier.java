package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Outcome;
import io.tidegate.store.Due;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Takes deliveries to their destinations, one attempt each, and has the result written down. */
final class Courier {

    private final Context context;
    private final Ledger ledger;
    private final Predicate<EventId> isHeld;
    private final LongSupplier nanoTime;
    private final Latecomers latecomers;
    private final String name = UUID.randomUUID().toString();
    private long holds;
    private boolean isStopped;

    /**
     * The courier of one verticle.
     *
     * @param isHeld whether the verticle still answers for an event that it has read
     * @param nanoTime the time in nanoseconds since some moment
     */
    Courier(Context context, Ledger ledger, Predicate<EventId> isHeld, LongSupplier nanoTime) {
        this.context = context;
        this.ledger = ledger;
        this.isHeld = isHeld;
        this.nanoTime = nanoTime;
        this.latecomers = new Latecomers(context);
    }

    /**
     * Takes a fresh delivery there straight from memory, or parks it if the lane is full and will
     * not soon have room.
     *
     * @param isParked whether the store may hold it as parked, from before a crash
     */
    Placed take(Destination destination, Delivery delivery, boolean isParked) {
        return enter(destination, delivery, isParked)
                .map(Placed::inLane)
                .or(() -> enterLate(destination, delivery, isParked))
                .orElseGet(() -> Placed.of(park(destination, delivery)));
    }

    private Optional<Placed> enterLate(
            Destination destination, Delivery delivery, boolean isParked) {
        return latecomers
                .enter(destination.lane())
                .map(
                        turn ->
                                Placed.after(
                                        turn,
                                        pass -> place(pass, destination, delivery, isParked)));
    }

    private Placed place(Pass pass, Destination destination, Delivery delivery, boolean isParked) {
        return switch (pass) {
            case GRANTED -> Placed.inLane(tryFresh(destination, delivery, isParked));
            case REFUSED -> Placed.of(park(destination, delivery));
        };
    }

    private Future<Void> tryFresh(Destination destination, Delivery delivery, boolean isParked) {
        return attempt(unlessTakenOver(delivery), destination, delivery, isParked).mapEmpty();
    }

    /** Afterwards the store may hold it, also if it said no: an answer may have been lost. */
    private Insistence.Insisted<Void> park(Destination destination, Delivery delivery) {
        return ledger.parkUntried(destination, delivery, () -> enter(destination, delivery, true));
    }

    private Optional<Future<Void>> enter(
            Destination destination, Delivery delivery, boolean isParked) {
        return destination
                .lane()
                .enter(context)
                .map(
                        turn ->
                                turn.compose(
                                        pass ->
                                                place(pass, destination, delivery, isParked)
                                                        .done()));
    }

    /**
     * While it waited for its turn, or this process was stopped, another may have got the event.
     */
    private Future<Void> unlessTakenOver(Delivery delivery) {
        return isHeld.test(delivery.id().whole())
                ? Future.succeededFuture()
                : Future.failedFuture(new TakenOver());
    }

    /** What deliveries are held by that are leased from now on. */
    Hold hold() {
        return new Hold(name + "/" + ++holds, nanoTime.getAsLong());
    }

    /**
     * Takes a delivery there that was parked and is leased. Completes with what has been leased in
     * its place, if it was delivered and another stands behind it in line.
     */
    Future<Optional<Due.Leased>> takeDue(Destination destination, Delivery delivery, Hold hold) {
        return destination
                .lane()
                .enterDue(context)
                .compose(pass -> goDue(pass, destination, delivery, hold));
    }

    private Future<Optional<Due.Leased>> goDue(
            Pass pass, Destination destination, Delivery delivery, Hold hold) {
        var ready =
                isLate(destination, hold)
                        ? prolong(destination, delivery, hold)
                        : Future.<Void>succeededFuture();
        return switch (pass) {
            case GRANTED -> attempt(ready, destination, delivery, true);
            case REFUSED ->
                    ready.compose(ours -> ledger.putOff(destination, delivery, Duration.ZERO))
                            .map(Optional.empty());
        };
    }

    /** While it waited for its turn, or this process was stopped, its lease may have run out. */
    private boolean isLate(Destination destination, Hold hold) {
        long nanos = nanoTime.getAsLong() - hold.sinceNanos();
        return nanos >= destination.latestStart().toNanos();
    }

    /** Only the store knows whether another has got it, and tells for as long as a lease lasts. */
    private Future<Void> prolong(Destination destination, Delivery delivery, Hold hold) {
        var prolonged = new Hold(hold.token(), nanoTime.getAsLong());
        return ledger.prolong(destination, delivery, hold)
                .compose(
                        isOurs ->
                                isOurs && !isLate(destination, prolonged)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture("another worker may have it"));
    }

    private Future<Optional<Due.Leased>> attempt(
            Future<Void> ready, Destination destination, Delivery delivery, boolean isParked) {
        Delivery next = delivery.next();
        // The turn ends with the attempt: a store that is slow must not keep others waiting here.
        return ready.compose(go -> attempt(destination, next))
                .onComplete(
                        outcome -> note(destination, delivery, outcome),
                        notMade -> destination.lane().leave(Sign.NONE))
                .compose(outcome -> ledger.record(destination, next, outcome, isParked));
    }

    private Future<Outcome> attempt(Destination destination, Delivery delivery) {
        return isStopped
                ? Future.failedFuture("stopped")
                : home(destination.action().attempt(delivery));
    }

    /**
     * An action may end on a thread of its own; lanes may, but the store must not, be told there.
     */
    private Future<Outcome> home(Future<Outcome> attempt) {
        return Future.fromCompletionStage(attempt.toCompletionStage(), context);
    }

    private static void note(Destination destination, Delivery delivery, Outcome outcome) {
        destination.lane().leave(Sign.of(outcome));
        boolean isRetry = delivery.attempt() > 0;
        if (!isRetry) {
            destination.budget().earn();
        } else if (outcome instanceof Outcome.Delivered) {
            destination.budget().giveBack();
        }
    }

    /** Makes no further attempts; whose turn comes is left in the store. */
    void stop() {
        isStopped = true;
    }

    /**
     * A delivery that has found its place.
     *
     * @param found completes when it is in a lane, or the store was asked once to park it
     * @param done completes when it is delivered, parked or buried; fails if the store would not
     *     have it, and then the event must stay pending
     */
    record Placed(Future<Void> found, Future<Void> done) {

        static Placed inLane(Future<Void> done) {
            return new Placed(Future.succeededFuture(), done);
        }

        static Placed after(Future<Pass> turn, Function<Pass, Placed> place) {
            var placed = turn.map(place);
            return new Placed(placed.compose(Placed::found), placed.compose(Placed::done));
        }

        static Placed of(Insistence.Insisted<Void> parking) {
            return new Placed(parking.answered(), parking.done());
        }
    }
}
