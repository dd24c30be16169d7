package io.tidegate.store.redis;

import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the consumer group of every shard in being, and knows which shards can be read. Owned by
 * one event loop.
 */
final class Groups {

    private static final Logger LOGGER = LoggerFactory.getLogger(Groups.class);
    private static final Script ENSURE = Script.load("ensure");
    private static final long RECHECK_NANOS = Duration.ofSeconds(5).toNanos();

    private final Link link;
    private final Keys keys;
    private final Incidents incidents;
    private List<Integer> readable = List.of();
    private boolean isComplete;
    private boolean wasComplete;
    private long checkedNanos;

    Groups(Link link, Keys keys, Incidents incidents) {
        this.link = link;
        this.keys = keys;
        this.incidents = incidents;
    }

    /** What came of a shard's group. */
    private enum State {
        PRESENT,
        MADE,
        BROKEN,
        /** Whoever has it does not answer. */
        UNKNOWN
    }

    /** The shards that can be read; asks Redis only if that is not known or was not all of them. */
    Future<List<Integer>> readable() {
        boolean isFresh = System.nanoTime() - checkedNanos < RECHECK_NANOS && !readable.isEmpty();
        return isComplete || isFresh ? Future.succeededFuture(readable) : ensure();
    }

    /**
     * Makes every group that is missing, from the very beginning of its stream: what had been read
     * and settled is then read once more, and nothing is lost.
     */
    Future<List<Integer>> ensure() {
        isComplete = false;
        var states = IntStream.range(0, keys.shards()).mapToObj(this::ensure).toList();
        return Future.join(states).transform(all -> note(states));
    }

    private Future<State> ensure(int shard) {
        return ENSURE.run(link, List.of(keys.events(shard)), List.of(Keys.GROUP))
                .map(made -> made.toInteger() == 1 ? State.MADE : State.PRESENT)
                .recover(failure -> stateAfter(shard, failure));
    }

    private Future<State> stateAfter(int shard, Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("WRONGTYPE")) {
            LOGGER.atError()
                    .addKeyValue("key", keys.events(shard))
                    .log("shard cannot be used: its key belongs to somebody else");
            return Future.succeededFuture(State.BROKEN);
        }
        return Future.failedFuture(failure);
    }

    /** Fails only if nothing has become known. */
    private Future<List<Integer>> note(List<Future<State>> asked) {
        var failed = asked.stream().filter(Future::failed).toList();
        if (failed.size() == asked.size()) {
            return Future.failedFuture(failed.get(0).cause());
        }
        return Future.succeededFuture(
                noteStates(
                        asked.stream().map(it -> it.otherwise(State.UNKNOWN).result()).toList()));
    }

    private List<Integer> noteStates(List<State> states) {
        var usable = new ArrayList<Integer>();
        for (int shard = 0; shard < states.size(); shard++) {
            if (states.get(shard) != State.BROKEN) {
                usable.add(shard);
            }
        }
        readable = List.copyOf(usable);
        checkedNanos = System.nanoTime();
        isComplete = usable.size() == keys.shards() && !states.contains(State.UNKNOWN);
        if (wasComplete) {
            incidents.remade(states.stream().filter(it -> it == State.MADE).count());
        }
        wasComplete |= isComplete;
        return readable;
    }

    /** Whether a command failed because a group or its stream is gone or broken. */
    static boolean isMissing(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof StoreException
                && (message.startsWith("NOGROUP")
                        || message.startsWith("UNBLOCKED")
                        || message.startsWith("WRONGTYPE"));
    }

    /** Whether all groups were there when last looked. */
    boolean isComplete() {
        return isComplete;
    }
}
