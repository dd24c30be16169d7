package io.tidegate.store.redis;

import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/**
 * The reads that are under way, and who waits for the first of them to end. Owned by one event
 * loop.
 *
 * <p>A master that is away does not keep anybody from what the others have: a read that fails
 * counts only if there is no other.
 */
final class Readings {

    private int underWay;
    private Promise<Void> waiting = Promise.promise();
    private Throwable lastFailure = StoreException.notDone("nothing is being read");

    /** Waits anew; completes when one read has ended, fails when all have failed. */
    Future<Void> next() {
        waiting = Promise.promise();
        if (underWay == 0) {
            waiting.fail(lastFailure);
        }
        return waiting.future();
    }

    void begin(List<Lease> leases) {
        underWay++;
        leases.forEach(it -> it.reading(true));
    }

    void end(List<Lease> leases) {
        underWay--;
        leases.forEach(it -> it.reading(false));
    }

    void succeeded() {
        waiting.tryComplete();
    }

    void failed(Throwable failure) {
        lastFailure = failure;
        // A group that is missing is made anew by whoever waits.
        if (underWay == 0 || Groups.isMissing(failure)) {
            waiting.tryFail(failure);
        }
    }
}
