package io.tidegate.store.redis;

import io.tidegate.store.Handout;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * One walk over shards, one request at a time, until events are found or no shard has any. A walk
 * and not a chain: how many requests it takes is not bounded by a small number.
 */
final class Sweep {

    private final Function<Lease, Future<Page>> step;
    private final Iterator<Lease> leases;
    private final Promise<List<Handout>> result = Promise.promise();

    private Sweep(List<Lease> leases, Function<Lease, Future<Page>> step) {
        this.step = step;
        this.leases = leases.iterator();
    }

    /**
     * What one request has found.
     *
     * @param events possibly none, also if there are more
     * @param isLast whether the shard has no more
     */
    record Page(List<Handout> events, boolean isLast) {}

    /** The events of the first page that has any. */
    static Future<List<Handout>> over(List<Lease> leases, Function<Lease, Future<Page>> step) {
        var sweep = new Sweep(leases, step);
        sweep.nextShard();
        return sweep.result.future();
    }

    private void nextShard() {
        if (leases.hasNext()) {
            ask(leases.next());
        } else {
            result.complete(List.of());
        }
    }

    private void ask(Lease lease) {
        step.apply(lease).onComplete(page -> goOn(lease, page), result::fail);
    }

    private void goOn(Lease lease, Page page) {
        if (!page.events().isEmpty()) {
            result.complete(page.events());
        } else if (page.isLast()) {
            nextShard();
        } else {
            ask(lease);
        }
    }
}
