package io.tidegate.ingress;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.metrics.DoorMeters;
import io.tidegate.store.EventJournal;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has events stored. While the store is away they go into the journal; if that takes none, they are
 * held until the store is back, as long as their senders can wait and there is room. Events that
 * wait are stored in the order in which they came. Owned by one event loop.
 */
final class Patience {

    private static final long PERIOD_MILLIS = 20;

    /** Fewer than the store takes at once, so that none is refused just when it is back. */
    private static final int MOST_AT_ONCE = 2_000;

    private final Context context;
    private final EventStore store;
    private final EventJournal journal;
    private final HoldBudget budget;
    private final DoorMeters meters;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private boolean isWatching;

    /**
     * @param context the event loop of the store
     */
    Patience(
            Context context,
            EventStore store,
            EventJournal journal,
            HoldBudget budget,
            DoorMeters meters,
            LongSupplier nanoTime) {
        this.context = context;
        this.store = store;
        this.journal = journal;
        this.budget = budget;
        this.meters = meters;
        this.nanoTime = nanoTime;
    }

    /** An event that is to be stored before a certain time. */
    private record Wish(Event event, boolean isRepeating, long untilNanos) {}

    /** A wish that could not be granted yet, and why. */
    private record Held(Wish wish, Throwable failure, Promise<Optional<EventId>> stored) {}

    /**
     * Stores an event, and comes to its id; to none if it is in the journal. If the store is away
     * and the journal takes none, tries again until it is back; fails with the cause of the last
     * failure once {@code limitNanos} have passed, and at once if there is no room or the failure
     * is of another kind. An event of which it is unknown whether it was stored may be stored
     * twice; it is delivered once, as when its sender repeats it.
     *
     * @param isRepeating whether its sender will come again with what is not accepted
     */
    Future<Optional<EventId>> append(Event event, boolean isRepeating, long limitNanos) {
        var wish = new Wish(event, isRepeating, nanoTime.getAsLong() + limitNanos);
        return held.isEmpty()
                ? grant(wish)
                : hold(wish, StoreException.notDone("the store is away"));
    }

    private Future<Optional<EventId>> grant(Wish wish) {
        return store.append(wish.event())
                .map(Optional::of)
                .recover(
                        failure ->
                                failure instanceof StoreException
                                        ? settled().compose(now -> unlessAway(wish, failure))
                                        : Future.failedFuture(failure));
    }

    /** When a connection is lost, the store may hear of it after those who waited for a reply. */
    private Future<Void> settled() {
        Promise<Void> settled = Promise.promise();
        context.runOnContext(settled::complete);
        return settled.future();
    }

    private Future<Optional<EventId>> unlessAway(Wish wish, Throwable failure) {
        if (store.isUsable()) {
            return Future.failedFuture(failure);
        }
        return journal.hasRoom()
                ? journal(wish.event()).recover(full -> hold(wish, failure))
                : hold(wish, failure);
    }

    /** Keeps an event on this machine until the store takes it; empty, because it has no id yet. */
    Future<Optional<EventId>> journal(Event event) {
        return journal.append(event)
                .<Optional<EventId>>map(kept -> Optional.empty())
                .onSuccess(kept -> meters.journaled());
    }

    private Future<Optional<EventId>> hold(Wish wish, Throwable failure) {
        long bytes = wish.event().body().length;
        if (isOver(wish) || !budget.enter(bytes, wish.isRepeating())) {
            meters.givenUp();
            return Future.failedFuture(failure);
        }
        var next = new Held(wish, failure, Promise.promise());
        held.add(next);
        watch();
        return next.stored().future();
    }

    private boolean isOver(Wish wish) {
        return nanoTime.getAsLong() - wish.untilNanos() >= 0;
    }

    private void watch() {
        if (!isWatching && !held.isEmpty()) {
            isWatching = true;
            context.owner().setTimer(PERIOD_MILLIS, tick -> look());
        }
    }

    private void look() {
        isWatching = false;
        held.removeIf(this::giveUpIfOver);
        for (int i = 0; i < MOST_AT_ONCE && !held.isEmpty() && store.isUsable(); i++) {
            tryAgain(held.remove());
        }
        watch();
    }

    private boolean giveUpIfOver(Held waiting) {
        if (!isOver(waiting.wish())) {
            return false;
        }
        leave(waiting);
        meters.givenUp();
        waiting.stored().fail(waiting.failure());
        return true;
    }

    private void tryAgain(Held waiting) {
        leave(waiting);
        grant(waiting.wish()).onSuccess(id -> meters.riddenThrough()).onComplete(waiting.stored());
    }

    private void leave(Held waiting) {
        budget.leave(waiting.wish().event().body().length);
    }
}
