package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Appends to one master: those that arrive while a batch is under way travel together in the next
 * one. Owned by one event loop.
 *
 * <p>A batch is pipelined commands and not the library's {@code batch()}: that loses all replies if
 * one command errs, and saves no more than half a microsecond an event.
 */
final class CommitLane {

    private static final int LARGEST_BATCH = 512;

    private final Detour way;
    private final Confirming confirming;
    private final GroupCommit commit;
    private final ArrayDeque<Append> waiting = new ArrayDeque<>();
    private int underWay;

    CommitLane(Detour way, Confirming confirming, GroupCommit commit) {
        this.way = way;
        this.confirming = confirming;
        this.commit = commit;
    }

    /** Takes part in the next batch, which begins now if none is under way. */
    void add(Append next) {
        waiting.add(next);
        if (underWay == 0) {
            sendBatch();
        }
    }

    private void sendBatch() {
        commit.departs();
        underWay = Math.min(waiting.size(), LARGEST_BATCH);
        Promise<Void> confirmed = Promise.promise();
        for (int left = underWay; left > 0; left--) {
            send(waiting.remove(), confirmed.future());
        }
        confirming.confirm(way.link()).onComplete(confirmed);
    }

    /** An event is stored when Redis has it, and the whole batch is as durable as it must be. */
    private void send(Append next, Future<Void> confirmed) {
        commit.departs(next);
        Request add = Request.cmd(Command.XADD).arg(next.stream()).arg("*");
        way.send(EventCodec.encode(add, next.event(), next.squeezed()))
                .map(reply -> id(next.shard(), reply))
                .compose(id -> confirmed.map(id))
                .onComplete(next.stored()::complete, why -> commit.failed(next, way.link(), why))
                .onComplete(done -> answered());
    }

    /** After a reply to something else, no later one can be trusted to be to its command. */
    private EventId id(int shard, @Nullable Response reply) {
        try {
            return Entries.id(shard, String.valueOf(reply));
        } catch (StoreException odd) {
            way.link().lose("a reply to an append was no entry id");
            throw odd;
        }
    }

    private void answered() {
        underWay--;
        if (underWay == 0 && !waiting.isEmpty()) {
            sendBatch();
        } else if (underWay == 0) {
            commit.mayBeIdle();
        }
    }

    /** Whether nothing is on its way. */
    boolean isIdle() {
        return underWay == 0;
    }
}
