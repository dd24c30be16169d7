package io.tidegate.store.redis;

import io.tidegate.store.Handout;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One walk over shards, one request at a time, until events are found or no shard has any. A walk
 * and not a chain: how many requests it takes is not bounded by a small number.
 */
final class Sweep {

    private final Function<Lease, Future<Page>> step;
    private final Iterator<Lease> leases;
    private final Promise<List<Handout>> result = Promise.promise();
    private Optional<Throwable> failure = Optional.empty();
    private boolean isAnswered;

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

    /** The events of the first page that has any; fails only if every shard does. */
    static Future<List<Handout>> over(List<Lease> leases, Function<Lease, Future<Page>> step) {
        var sweep = new Sweep(leases, step);
        sweep.nextShard();
        return sweep.result.future();
    }

    private void nextShard() {
        if (leases.hasNext()) {
            ask(leases.next());
        } else if (failure.isEmpty() || isAnswered) {
            result.complete(List.of());
        } else {
            result.fail(failure.get());
        }
    }

    private void ask(Lease lease) {
        step.apply(lease).onComplete(page -> goOn(lease, page), this::skip);
    }

    /** Who has the next shard may be well; a group that is missing is made anew first. */
    private void skip(Throwable why) {
        if (Groups.isMissing(why)) {
            result.fail(why);
            return;
        }
        failure = Optional.of(why);
        nextShard();
    }

    private void goOn(Lease lease, Page page) {
        isAnswered = true;
        if (!page.events().isEmpty()) {
            result.complete(page.events());
        } else if (page.isLast()) {
            nextShard();
        } else {
            ask(lease);
        }
    }
}
