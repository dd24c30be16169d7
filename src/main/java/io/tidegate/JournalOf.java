package io.tidegate;

import io.tidegate.admin.Readiness;
import io.tidegate.cli.ServeOptions.StoreKind;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventJournal;
import io.tidegate.store.NoJournal;
import io.tidegate.store.journal.FileJournal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The journal of this process: one in a file if it is configured, and if Redis can be away. */
final class JournalOf {

    private JournalOf() {}

    /** Opens it; fails with a message for the user if another gateway has it. */
    static Future<EventJournal> process(
            Vertx vertx, StoreConfig store, StoreKind kind, Readiness readiness) {
        if (kind == StoreKind.MEMORY || !store.journal().isPresent()) {
            return Future.succeededFuture(new NoJournal());
        }
        return FileJournal.open(vertx, store.journal())
                .onSuccess(journal -> readiness.fallsBackOnJournal(journal::hasRoom));
    }
}
