package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private final Vertx vertx;
    private final RedisLink link;
    private final Keys keys;
    private final Confirming confirming;
    private final Sharding sharding;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Promise<Void> drained = Promise.promise();
    private long waitingBytes;
    private int squeezing;
    private int underWay;
    private long batches;
    private boolean isClosing;

    GroupCommit(Vertx vertx, RedisLink link, Keys keys, Sharding sharding, Confirming confirming) {
        this.vertx = vertx;
        this.link = link;
        this.keys = keys;
        this.sharding = sharding;
        this.confirming = confirming;
    }

    /** An event on its way into the next batch. */
    private record Waiting(Event event, Optional<byte[]> squeezed, Promise<EventId> stored) {}

    /** The id of the event once Redis has confirmed it. */
    Future<EventId> append(Event event) {
        if (isClosing || !link.isUp()) {
            return Future.failedFuture(StoreException.notDone("redis is away"));
        }
        if (waiting.size() >= MOST_WAITING || waitingBytes >= MOST_WAITING_BYTES) {
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
        var next = new Waiting(event, squeezed, Promise.promise());
        waiting.add(next);
        if (underWay == 0) {
            sendBatch();
        }
        return next.stored().future();
    }

    private void sendBatch() {
        batches++;
        underWay = Math.min(waiting.size(), LARGEST_BATCH);
        Promise<Void> confirmed = Promise.promise();
        for (int left = underWay; left > 0; left--) {
            send(waiting.remove(), confirmed.future());
        }
        confirming.confirm(link).onComplete(confirmed);
    }

    /** An event is stored when Redis has it, and the whole batch is as durable as it must be. */
    private void send(Waiting next, Future<Void> confirmed) {
        Event event = next.event();
        waitingBytes -= event.body().length;
        int shard = sharding.of(event);
        Request add = Request.cmd(Command.XADD).arg(keys.events(shard)).arg("*");
        link.send(EventCodec.encode(add, event, next.squeezed()))
                .map(reply -> id(shard, reply))
                .compose(id -> confirmed.map(id))
                .onComplete(next.stored())
                .onComplete(done -> answered());
    }

    /** After a reply to something else, no later one can be trusted to be to its command. */
    private EventId id(int shard, @Nullable Response reply) {
        try {
            return Entries.id(shard, String.valueOf(reply));
        } catch (StoreException odd) {
            link.lose("a reply to an append was no entry id");
            throw odd;
        }
    }

    private void answered() {
        underWay--;
        if (underWay == 0 && !waiting.isEmpty()) {
            sendBatch();
        } else if (isIdle() && isClosing) {
            drained.tryComplete();
        }
    }

    private boolean isIdle() {
        return underWay == 0 && squeezing == 0;
    }

    /** How many batches were sent. */
    long batches() {
        return batches;
    }

    /** Takes no more, and completes when everything taken has been answered. */
    Future<Void> drain() {
        isClosing = true;
        if (isIdle()) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
