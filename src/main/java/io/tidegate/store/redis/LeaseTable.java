package io.tidegate.store.redis;

import io.tidegate.store.Worker;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The leases and the living workers, as Redis has them. */
final class LeaseTable {

    private static final Script BEAT = Script.load("beat");
    private static final Script LEASE = Script.load("lease");
    private static final Script RELEASE = Script.load("release");

    private final Link link;
    private final Keys keys;
    private final Worker worker;
    private final Duration length;

    LeaseTable(Link link, Keys keys, Worker worker, Duration length) {
        this.link = link;
        this.keys = keys;
        this.worker = worker;
        this.length = length;
    }

    /** Says that the worker lives; the result is all that do. */
    Future<List<Worker>> beat() {
        return BEAT.run(link, List.of(keys.workers()), List.of(worker, length.toMillis()))
                .map(
                        names ->
                                names.stream()
                                        .flatMap(name -> Worker.parse(name.toString()).stream())
                                        .toList());
    }

    /** Says that the worker is no more. */
    Future<Void> sayGoodbye() {
        return BEAT.run(link, List.of(keys.workers()), List.of(worker, 0)).mapEmpty();
    }

    /** Takes the lease of a shard; the result is its fencing number, empty if another has it. */
    Future<Optional<Long>> take(int shard) {
        return answer(shard, 0)
                .map(reply -> reply.get(0).toLong())
                .map(fence -> fence == 0 ? Optional.<Long>empty() : Optional.of(fence));
    }

    /**
     * Prolongs a lease; false if another worker has the shard. If the clock of Redis was set back
     * meanwhile, all that is pending is handed out again: Redis counts from when it was handed out,
     * and to it that is still to come.
     */
    Future<Boolean> prolong(Lease held) {
        return answer(held.shard(), held.fence())
                .map(
                        reply -> {
                            if (reply.get(1).toInteger() == 1) {
                                held.drainAgain();
                            }
                            return reply.get(0).toLong() == held.fence();
                        });
    }

    private Future<Response> answer(int shard, long fence) {
        return LEASE.run(
                link, List.of(keys.lease(shard)), List.of(worker, fence, length.toMillis()));
    }

    /** Gives a lease back; no effect if another worker has the shard. */
    Future<Void> release(Lease held) {
        return RELEASE.run(link, List.of(keys.lease(held.shard())), List.of(worker, held.fence()))
                .mapEmpty();
    }
}
