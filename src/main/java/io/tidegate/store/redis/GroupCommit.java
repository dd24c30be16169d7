package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayDeque;

/**
 * Appends that arrive while a batch is under way travel together in the next one. Owned by one
 * event loop.
 *
 * <p>A batch is pipelined commands and not the library's {@code batch()}: that loses all replies if
 * one command errs, and saves no more than half a microsecond an event.
 */
final class GroupCommit {

    private static final int LARGEST_BATCH = 512;
    private static final int MOST_WAITING = 8_192;
    private static final long MOST_WAITING_BYTES = 64L << 20;

    private final RedisLink link;
    private final Keys keys;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Promise<Void> drained = Promise.promise();
    private long waitingBytes;
    private int underWay;
    private long batches;
    private boolean isClosing;

    GroupCommit(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    /** An event on its way into the next batch. */
    private record Waiting(Event event, Promise<EventId> stored) {}

    /** The id of the event once Redis has confirmed it. */
    Future<EventId> append(Event event) {
        if (isClosing || !link.isUp()) {
            return Future.failedFuture(StoreException.notDone("redis is away"));
        }
        if (waiting.size() >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) {
            return Future.failedFuture(StoreException.notDone("overloaded"));
        }
        var next = new Waiting(event, Promise.promise());
        waiting.add(next);
        waitingBytes += event.body().length;
        if (underWay == 0) {
            sendBatch();
        }
        return next.stored().future();
    }

    private void sendBatch() {
        batches++;
        underWay = Math.min(waiting.size(), LARGEST_BATCH);
        for (int left = underWay; left > 0; left--) {
            send(waiting.remove());
        }
    }

    private void send(Waiting next) {
        Event event = next.event();
        waitingBytes -= event.body().length;
        int shard = DedupHash.of(event).shard(keys.shards());
        Request add = Request.cmd(Command.XADD).arg(keys.events(shard)).arg("*");
        link.send(EventCodec.encode(add, event))
                .onComplete(
                        id -> next.stored().complete(Entries.id(shard, id.toString())),
                        next.stored()::fail)
                .onComplete(done -> answered());
    }

    private void answered() {
        underWay--;
        if (underWay == 0 && !waiting.isEmpty()) {
            sendBatch();
        } else if (underWay == 0 && isClosing) {
            drained.tryComplete();
        }
    }

    /** How many batches were sent. */
    long batches() {
        return batches;
    }

    /** Takes no more, and completes when everything taken has been answered. */
    Future<Void> drain() {
        isClosing = true;
        if (underWay == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
