package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries again what is due for one destination, in rounds. Never more than the lane's concurrency of
 * them is in memory; the rest stays parked in the store.
 */
final class DueRound implements Rota.Round {

    /** What becomes due later than this is told of by {@link EventStore#wake} in good time. */
    private static final Duration SOON = WakeRound.MOST_PAUSE;

    /** What becomes due within this time is claimed together. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(20);

    /** For how long a retry is put off of which there are too many. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final int MOST_AT_ONCE = 1_000;

    private final Vertx vertx;
    private final EventStore store;
    private final Tools tools;
    private final Destination destination;
    private final Rota rota;
    private final int poisonAfter;
    private int underWay;
    private boolean isWaiting;
    private boolean isMoreDue;
    private boolean isResting;
    private boolean isStopped;
    private boolean isPullingIn;
    private long timer = -1;
    private long timerNanos;

    /**
     * The rounds of one destination.
     *
     * @param poisonAfter how many workers may end while they have a delivery
     */
    DueRound(
            Vertx vertx,
            EventStore store,
            Tools tools,
            Destination destination,
            Rota rota,
            int poisonAfter) {
        this.vertx = vertx;
        this.store = store;
        this.tools = tools;
        this.destination = destination;
        this.rota = rota;
        this.poisonAfter = poisonAfter;
    }

    /** Whether it makes attempts at exactly this destination. */
    boolean isFor(Destination other) {
        return destination.equals(other);
    }

    /** Whether a look would lead to anything just now. */
    boolean isFree() {
        return !isWaiting && places() > 0;
    }

    private int places() {
        var lane = destination.lane();
        int places = Math.min(lane.limit() - underWay, lane.room());
        return isResting ? 0 : Math.min(places, MOST_AT_ONCE);
    }

    /** Looks at what is due as soon as it is this destination's turn and there is a place. */
    void look() {
        if (places() <= 0) {
            isMoreDue = true;
        } else if (!isWaiting) {
            isWaiting = true;
            rota.add(this);
        }
    }

    /** Obeys the store, which says whether the destination is paused. */
    void obey(boolean isPaused) {
        if (isPaused) {
            destination.lane().pause();
        } else if (destination.lane().resume()) {
            look();
        }
    }

    /** Something was parked here that is due after this time. */
    void lookIn(Duration wait) {
        if (wait.compareTo(SOON) >= 0) {
            return;
        }
        long nanos = System.nanoTime() + Math.max(wait.toNanos(), LEAST_PAUSE.toNanos());
        if (timer < 0 || nanos - timerNanos < 0) {
            cancel();
            timerNanos = nanos;
            long millis = Math.max(wait.toMillis(), LEAST_PAUSE.toMillis());
            timer = vertx.setTimer(millis, fired -> lookNow());
        }
    }

    private void lookNow() {
        timer = -1;
        look();
    }

    /** The store's clock was set back, and what is parked here must not wait for that. */
    void pullIn() {
        if (!isPullingIn) {
            isPullingIn = true;
            store.pullIn(destination.name(), destination.longestWaits())
                    .onComplete(done -> isPullingIn = false);
        }
    }

    /** Looks no more by itself, and begins nothing of what it gets. */
    void stop() {
        isStopped = true;
        cancel();
    }

    private void cancel() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    /** Starts what is due. */
    @Override
    public Future<Void> run() {
        Hold hold = tools.courier().hold();
        return claim(hold).onSuccess(due -> start(due, hold)).mapEmpty();
    }

    /** Where order is kept, what is delivered hands its lease on, which has no token. */
    private Future<Due> claim(Hold hold) {
        String name = destination.name();
        return destination.isInOrder()
                ? store.claimDue(name, places(), destination.lease())
                : store.pull(name, places(), destination.lease(), hold.token());
    }

    private void start(Due due, Hold hold) {
        isWaiting = false;
        isMoreDue = due.next().isZero();
        due.leased().forEach(leased -> start(leased, hold));
        if (isMoreDue && places() > 0) {
            look();
        } else {
            lookIn(due.next());
        }
    }

    private void start(Due.Leased leased, Hold hold) {
        boolean isRetry = leased.delivery().attempt() > 0;
        if (isRetry && !destination.budget().draw(System.nanoTime())) {
            holdBack(leased.delivery());
            return;
        }
        underWay++;
        tools.inFlight().beginDelivery();
        take(leased, hold).onComplete(this::ended, givenUp -> ended());
    }

    /** The next in line takes the place, not at once: the event loop has others to serve. */
    private void ended(Optional<Due.Leased> next) {
        if (next.isEmpty()) {
            ended();
        } else if (isStopped) {
            tools.ledger()
                    .putOff(destination, next.get().delivery(), Duration.ZERO)
                    .onComplete(over -> ended());
        } else {
            vertx.runOnContext(now -> goOn(next.get()));
        }
    }

    private void goOn(Due.Leased next) {
        start(next, tools.courier().hold());
        ended();
    }

    private Future<Optional<Due.Leased>> take(Due.Leased leased, Hold hold) {
        Delivery delivery = leased.delivery();
        if (leased.failures() < poisonAfter) {
            return tools.courier().takeDue(destination, delivery, hold);
        }
        String reason = "poison: " + leased.failures() + " workers ended while they had it";
        return tools.ledger().bury(destination, delivery, Setback.of(reason)).map(Optional.empty());
    }

    /** There were too many retries: this one waits, and so does whatever else is due. */
    private void holdBack(Delivery delivery) {
        destination.meters().heldBack();
        tools.ledger().putOff(destination, delivery, REST);
        if (!isResting) {
            isResting = true;
            vertx.setTimer(REST.toMillis() / 2, rested -> goOn());
        }
    }

    private void goOn() {
        isResting = false;
        look();
    }

    private void ended() {
        underWay--;
        tools.inFlight().endDelivery();
        if (isMoreDue && underWay <= destination.lane().limit() / 2) {
            look();
        }
    }
}
