package io.tidegate.store;

import io.tidegate.event.Event;
import io.vertx.core.Future;
import java.util.List;

/** Where no journal is configured: it never has room. */
public final class NoJournal implements EventJournal {

    @Override
    public boolean hasRoom() {
        return false;
    }

    @Override
    public Future<Void> append(Event event) {
        return Future.failedFuture(StoreException.notDone("there is no journal"));
    }

    @Override
    public Future<List<Event>> oldest(int max) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> forget(int count) {
        return Future.succeededFuture();
    }

    @Override
    public long events() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
