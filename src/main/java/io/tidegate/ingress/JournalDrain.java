package io.tidegate.ingress;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.store.EventJournal;
import io.tidegate.store.EventStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is in the journal into the store whenever that is usable, in order. Owned by one event
 * loop.
 *
 * <p>Events are forgotten only when the store has confirmed them and all before them, so that who
 * is killed in between moves some of them twice.
 */
final class JournalDrain {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalDrain.class);
    private static final long PERIOD_MILLIS = 100;
    private static final int MOST_AT_ONCE = 500;

    private final Vertx vertx;
    private final EventJournal journal;
    private final EventStore store;
    private final long timer;
    private boolean isBusy;

    /** Begins at once. */
    JournalDrain(Vertx vertx, EventJournal journal, EventStore store) {
        this.vertx = vertx;
        this.journal = journal;
        this.store = store;
        timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> look());
    }

    private void look() {
        if (!isBusy && journal.events() > 0 && store.isUsable()) {
            isBusy = true;
            journal.oldest(MOST_AT_ONCE).compose(this::move).onComplete(this::moved, this::failed);
        }
    }

    /** How many of the events, counted from the first, are in the store now. */
    private Future<Integer> move(List<Event> events) {
        List<Future<EventId>> appends = events.stream().map(store::append).toList();
        return Future.join(appends)
                .transform(
                        ended -> {
                            int count = 0;
                            while (count < appends.size() && appends.get(count).succeeded()) {
                                count++;
                            }
                            return Future.succeededFuture(count);
                        })
                .compose(count -> journal.forget(count).map(count));
    }

    private void moved(int count) {
        isBusy = false;
        if (journal.events() == 0) {
            LOGGER.atInfo().addKeyValue("last", count).log("journal drained into the store");
        } else if (count > 0) {
            look();
        }
    }

    private void failed(Throwable failure) {
        isBusy = false;
        LOGGER.atError().setCause(failure).log("journal cannot be drained; will try again");
    }

    /** Stops; what is left stays in the file. Never fails. */
    Future<Void> close() {
        vertx.cancelTimer(timer);
        return store.close().otherwiseEmpty();
    }
}
