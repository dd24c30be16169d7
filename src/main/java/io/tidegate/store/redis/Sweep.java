package io.tidegate.store.redis;

import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One walk over shards, one request at a time, until enough events are found or no shard has more.
 * A walk and not a chain: how many requests it takes is not bounded by a small number.
 */
final class Sweep {

    private final Step step;
    private final Iterator<Integer> shards;
    private final int max;
    private final List<StoredEvent> found = new ArrayList<>();
    private final Promise<List<StoredEvent>> result = Promise.promise();

    private Sweep(List<Integer> shards, int max, Step step) {
        this.step = step;
        this.shards = shards.iterator();
        this.max = max;
    }

    /** Asks one shard once. */
    @FunctionalInterface
    interface Step {

        /**
         * Adds at most {@code max} events to {@code found}; the result is whether the shard may
         * have more.
         */
        Future<Boolean> ask(int shard, int max, List<StoredEvent> found);
    }

    /** At most {@code max} events of these shards. */
    static Future<List<StoredEvent>> over(List<Integer> shards, int max, Step step) {
        var sweep = new Sweep(shards, max, step);
        sweep.nextShard();
        return sweep.result.future();
    }

    private void nextShard() {
        if (shards.hasNext() && found.size() < max) {
            ask(shards.next());
        } else {
            result.complete(found);
        }
    }

    private void ask(int shard) {
        step.ask(shard, max - found.size(), found)
                .onComplete(hasMore -> goOn(shard, hasMore), result::fail);
    }

    private void goOn(int shard, boolean hasMore) {
        if (hasMore && found.size() < max) {
            ask(shard);
        } else {
            nextShard();
        }
    }
}
