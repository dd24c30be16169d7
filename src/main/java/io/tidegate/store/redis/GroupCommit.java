package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.redis.Redirect;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Appends events in batches, to each master in a lane of its own. Owned by one event loop.
 *
 * <p>An event whose shard is on a node that is away goes into another shard, unless it is one of
 * those that are read in order: in which shard an event lies matters to nobody else.
 */
final class GroupCommit {

    private static final int MOST_WAITING = 8_192;
    private static final long MOST_WAITING_BYTES = 64L << 20;

    private final Vertx vertx;
    private final Link link;
    private final List<String> streams;
    private final Confirming confirming;
    private final Sharding sharding;
    private final Map<Detour, CommitLane> lanes = new HashMap<>();
    private final Promise<Void> drained = Promise.promise();
    private int waiting;
    private long waitingBytes;
    private int squeezing;
    private long batches;
    private boolean isClosing;

    GroupCommit(Vertx vertx, Link link, Keys keys, Sharding sharding, Confirming confirming) {
        this.vertx = vertx;
        this.link = link;
        streams = keys.allEvents();
        this.sharding = sharding;
        this.confirming = confirming;
    }

    /** The id of the event once Redis has confirmed it. */
    Future<EventId> append(Event event) {
        if (isClosing || !link.isUp()) {
            return Future.failedFuture(StoreException.notDone("redis is away"));
        }
        if (waiting >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) {
            return Future.failedFuture(StoreException.notDone("overloaded"));
        }
        waitingBytes += event.body().length;
        return event.body().length > Squeeze.LARGE
                ? squeeze(event).compose(squeezed -> enqueue(event, squeezed))
                : enqueue(event, Optional.empty());
    }

    /** On a worker thread: the event loop has others to serve meanwhile. */
    private Future<Optional<byte[]>> squeeze(Event event) {
        squeezing++;
        return vertx.executeBlocking(() -> Squeeze.squeeze(event.body()), false)
                // The event is worth more than the memory.
                .otherwise(Optional.empty())
                .onComplete(done -> squeezing--);
    }

    private Future<EventId> enqueue(Event event, Optional<byte[]> squeezed) {
        int shard = shard(event);
        var stream = streams.get(shard);
        var next = new Append(event, squeezed, shard, stream, Promise.promise(), 0);
        waiting++;
        lane(Detour.to(link.of(stream))).add(next);
        return next.stored().future();
    }

    /** The shard of the event, or the next one that can be reached. */
    private int shard(Event event) {
        int own = sharding.of(event);
        int choices = sharding.isInOrder(event) ? 1 : streams.size();
        for (int i = 0; i < choices; i++) {
            int shard = (own + i) % streams.size();
            if (link.of(streams.get(shard)).isUp()) {
                return shard;
            }
        }
        return own;
    }

    private CommitLane lane(Detour way) {
        CommitLane lane = lanes.get(way);
        return lane == null ? newLane(way) : lane;
    }

    private CommitLane newLane(Detour way) {
        // Masters come and go.
        lanes.values().removeIf(CommitLane::isIdle);
        var lane = new CommitLane(way, confirming, this);
        lanes.put(way, lane);
        return lane;
    }

    /** A batch is sent. */
    void departs() {
        batches++;
    }

    /** An event is sent, and waits for its turn no more. */
    void departs(Append next) {
        waiting--;
        waitingBytes -= next.bytes();
    }

    /** An event was not stored; if it was sent to the wrong node, it is sent to the right one. */
    void failed(Append next, RedisLink tried, Throwable failure) {
        var way =
                next.detours() < Redirect.MOST_FOLLOWED
                        ? link.detour(tried, next.stream(), failure)
                        : Optional.<Detour>empty();
        way.ifPresentOrElse(it -> sendAgain(next.again(), it), () -> next.stored().fail(failure));
    }

    private void sendAgain(Append next, Detour way) {
        waiting++;
        waitingBytes += next.bytes();
        lane(way).add(next);
    }

    /** A lane has nothing on its way for now. */
    void mayBeIdle() {
        if (isClosing && isIdle()) {
            drained.tryComplete();
        }
    }

    private boolean isIdle() {
        return squeezing == 0 && lanes.values().stream().allMatch(CommitLane::isIdle);
    }

    /** How many batches were sent. */
    long batches() {
        return batches;
    }

    /** Takes no more, and completes when everything taken has been answered. */
    Future<Void> drain() {
        isClosing = true;
        mayBeIdle();
        return drained.future();
    }
}
