package io.tidegate.store.redis;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.Handout;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands out entries that were read and never settled, in their order. Owned by one event loop.
 *
 * <p>Entries that two workers have failed with come one at a time.
 */
final class Recovery {

    private static final Script PENDING = Script.load("pending");
    private static final int ALONE_AFTER_FAILURES = 2;

    private final Link link;
    private final Keys keys;
    private final Entries entries;
    private final Holding holding;
    private final Incidents incidents;

    Recovery(Link link, Keys keys, Entries entries, Holding holding, Incidents incidents) {
        this.link = link;
        this.keys = keys;
        this.entries = entries;
        this.holding = holding;
        this.incidents = incidents;
    }

    /**
     * Some of what was pending when these leases began, from where the call before has ended; less
     * what is in work under them. Nothing once they are drained.
     */
    Future<List<Handout>> drain(List<Lease> leases, int max) {
        return Sweep.over(leases, lease -> unlessFenced(lease, drainPage(lease, max)));
    }

    private Future<Sweep.Page> drainPage(Lease lease, int max) {
        return ask(lease, lease.drainedTo(), Duration.ZERO, max)
                .map(
                        page -> {
                            lease.drained(page.get(0).toString());
                            var fresh = new ArrayList<>(take(lease, page));
                            fresh.removeIf(it -> !lease.begin(it.event().id()));
                            return new Sweep.Page(fresh, lease.isDrained());
                        });
    }

    /** Some entries of these shards that were handed out that long ago, be they in work or not. */
    Future<List<Handout>> reclaim(List<Lease> leases, Duration idle, int max) {
        return Sweep.over(leases, lease -> unlessFenced(lease, reclaimPage(lease, idle, max)));
    }

    private Future<Sweep.Page> reclaimPage(Lease lease, Duration idle, int max) {
        return ask(lease, Lease.START, idle, max)
                .map(
                        page -> {
                            var taken = take(lease, page);
                            taken.forEach(it -> lease.begin(it.event().id()));
                            return new Sweep.Page(taken, page.get(0).toString().isEmpty());
                        });
    }

    private Future<Sweep.Page> unlessFenced(Lease lease, Future<Sweep.Page> asked) {
        return asked.recover(
                failure -> {
                    if (!String.valueOf(failure.getMessage()).startsWith("FENCED")) {
                        return Future.failedFuture(failure);
                    }
                    holding.drop(lease);
                    return Future.succeededFuture(new Sweep.Page(List.of(), true));
                });
    }

    private Future<Response> ask(Lease lease, String after, Duration idle, int max) {
        return PENDING.run(
                link,
                List.of(keys.events(lease.shard()), keys.lease(lease.shard())),
                List.of(
                        Keys.GROUP,
                        Keys.CONSUMER,
                        holding.worker(),
                        lease.fence(),
                        after,
                        idle.toMillis(),
                        max,
                        ALONE_AFTER_FAILURES,
                        lease.isAfterFailure() ? 1 : 0));
    }

    /** Nothing if the lease has ended meanwhile: somebody else hands these entries out. */
    private List<Handout> take(Lease lease, Response page) {
        incidents.vanished(page.get(1).toInteger());
        if (!holding.isGood(lease)) {
            return List.of();
        }
        var taken = new ArrayList<Handout>();
        for (int i = 2; i < page.size(); i += 2) {
            int failures = page.get(i + 1).toInteger();
            for (StoredEvent event : entries.take(lease.shard(), List.of(page.get(i)))) {
                taken.add(Handout.again(event, failures));
            }
        }
        return taken;
    }
}
