package io.tidegate.dispatch;

import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * One round of trying again what is due for one destination. Never more than the lane's concurrency
 * of them is in memory; the rest stays parked in the store.
 */
final class DueRound {

    /** How long after one look at what is due the next one follows at the latest. */
    static final Duration MOST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 1_000;

    private final EventStore store;
    private final Tools tools;
    private final Destination destination;
    private final int poisonAfter;
    private Runnable whenHalfDone = () -> {};
    private int underWay;

    /**
     * The rounds of one destination.
     *
     * @param poisonAfter how many workers may end while they have a delivery
     */
    DueRound(EventStore store, Tools tools, Destination destination, int poisonAfter) {
        this.store = store;
        this.tools = tools;
        this.destination = destination;
        this.poisonAfter = poisonAfter;
    }

    /** Sets what is called when more is due and half of the places have become free. */
    void whenHalfDone(Runnable listener) {
        whenHalfDone = listener;
    }

    /** Starts what is due; the pause is until more is, at most a second. */
    Future<Duration> run() {
        int places = Math.min(destination.lane().concurrency() - underWay, MOST_AT_ONCE);
        if (places <= 0) {
            return Future.succeededFuture(MOST_PAUSE);
        }
        return store.claimDue(destination.name(), places, lease()).map(this::start);
    }

    /** Due deliveries go first, so each waits for one attempt at most before its own. */
    private Duration lease() {
        return destination.timeout().multipliedBy(2).plus(LEASE_MARGIN);
    }

    private Duration start(Due due) {
        due.leased().forEach(each -> start(each, due.next().isZero()));
        boolean isFull = underWay >= destination.lane().concurrency();
        return isFull ? MOST_PAUSE : shorter(due.next());
    }

    private void start(Due.Leased leased, boolean isMoreDue) {
        underWay++;
        tools.inFlight().beginDelivery();
        take(leased).onComplete(over -> ended(isMoreDue));
    }

    private Future<Void> take(Due.Leased leased) {
        return leased.failures() < poisonAfter
                ? tools.courier().takeDue(destination, leased.delivery())
                : tools.ledger()
                        .bury(
                                destination,
                                leased.delivery(),
                                "poison: "
                                        + leased.failures()
                                        + " workers ended while they had it");
    }

    private static Duration shorter(Duration next) {
        return next.compareTo(MOST_PAUSE) < 0 ? next : MOST_PAUSE;
    }

    private void ended(boolean isMoreDue) {
        underWay--;
        tools.inFlight().endDelivery();
        if (isMoreDue && underWay <= destination.lane().concurrency() / 2) {
            whenHalfDone.run();
        }
    }
}
