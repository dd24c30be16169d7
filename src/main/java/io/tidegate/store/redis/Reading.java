package io.tidegate.store.redis;

import io.tidegate.event.StoredEvent;
import io.tidegate.store.Handout;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the shards of one worker: in each first what is pending, then what is new, the latter on
 * connections that may block. Owned by one event loop.
 */
final class Reading {

    /** How long a read waits for the first entry. */
    static final Duration BLOCK = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Link link;
    private final Keys keys;
    private final Groups groups;
    private final Entries entries;
    private final Holding holding;
    private final Recovery recovery;
    private final Duration block;
    private final long marginNanos;

    /** What Redis gave beyond what was asked for: it counts by shard. */
    private final ArrayDeque<Handout> surplus = new ArrayDeque<>();

    private final Readings readings = new Readings();

    private boolean isReading;

    /**
     * A reader of these leases.
     *
     * @param leaseLength a shard is read only while half of this is left, so that a read which the
     *     server gets to late still ends before another worker has the shard
     */
    Reading(
            Vertx vertx,
            Link link,
            Keys keys,
            Groups groups,
            Entries entries,
            Holding holding,
            Recovery recovery,
            Duration leaseLength) {
        this.vertx = vertx;
        this.link = link;
        this.keys = keys;
        this.groups = groups;
        this.entries = entries;
        this.holding = holding;
        this.recovery = recovery;
        Duration quarter = leaseLength.dividedBy(4);
        block = quarter.compareTo(BLOCK) < 0 ? quarter : BLOCK;
        marginNanos = leaseLength.dividedBy(2).toNanos();
    }

    /** Up to {@code max} events; empty if none comes within {@link #BLOCK}. */
    Future<List<Handout>> read(int max) {
        if (isReading) {
            return Future.failedFuture(StoreException.notDone("a read is under way already"));
        }
        isReading = true;
        return (good().isEmpty() ? waitForAShard() : Future.succeededFuture())
                .compose(ready -> next(max))
                .recover(failure -> heal(failure).compose(healed -> next(max)))
                .onComplete(done -> isReading = false);
    }

    private List<Lease> good() {
        return holding.goodFor(marginNanos);
    }

    /** By a timer of the event loop: a timeout of this future would end on another thread. */
    private Future<Void> waitForAShard() {
        Promise<Void> waited = Promise.promise();
        long timer = vertx.setTimer(BLOCK.toMillis(), over -> waited.tryComplete());
        holding.whenGained(waited::tryComplete);
        return waited.future().onComplete(over -> vertx.cancelTimer(timer));
    }

    private Future<List<Integer>> heal(Throwable failure) {
        return Groups.isMissing(failure) ? groups.ensure() : Future.failedFuture(failure);
    }

    private Future<List<Handout>> next(int max) {
        surplus.removeIf(it -> !holding.isHeld(it.event().id()));
        if (!surplus.isEmpty()) {
            return Future.succeededFuture(first(max));
        }
        return groups.readable().compose(readable -> pendingOrNew(readable, max));
    }

    private List<Handout> first(int max) {
        var first = new ArrayList<Handout>();
        while (first.size() < max && !surplus.isEmpty()) {
            first.add(surplus.remove());
        }
        return first;
    }

    private Future<List<Handout>> pendingOrNew(List<Integer> readable, int max) {
        var leases =
                good().stream()
                        .filter(it -> readable.contains(it.shard()) && !it.isEnding())
                        .toList();
        var undrained = leases.stream().filter(it -> !it.isDrained()).toList();
        return undrained.isEmpty()
                ? readNew(leases, max)
                : recovery.drain(undrained, max)
                        .recover(failure -> unlessOthers(leases, failure))
                        .compose(
                                found ->
                                        found.isEmpty()
                                                ? readNew(drained(leases), max)
                                                : Future.succeededFuture(found));
    }

    /** What is pending at a master that is away keeps nobody from what is new at the others. */
    private static Future<List<Handout>> unlessOthers(List<Lease> leases, Throwable failure) {
        return drained(leases).isEmpty() || Groups.isMissing(failure)
                ? Future.failedFuture(failure)
                : Future.succeededFuture(List.of());
    }

    /** Those of a master that is away are not. */
    private static List<Lease> drained(List<Lease> leases) {
        return leases.stream().filter(Lease::isDrained).toList();
    }

    /** One read on each connection: there is one, or in a cluster one for each shard. */
    private Future<List<Handout>> readNew(List<Lease> leases, int max) {
        if (leases.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        int most = Math.max(1, max / leases.size());
        leases.stream()
                .filter(it -> !it.isBeingRead())
                .collect(Collectors.groupingBy(it -> link.of(keys.events(it.shard()))))
                .values()
                .forEach(those -> start(those, most));
        return readings.next()
                .map(
                        ended -> {
                            surplus.removeIf(it -> !holding.isHeld(it.event().id()));
                            return first(max);
                        });
    }

    private void start(List<Lease> leases, int most) {
        readings.begin(leases);
        link.send(keys.events(leases.get(0).shard()), request(leases, most))
                .onComplete(answered -> readings.end(leases))
                .onFailure(lost -> leases.forEach(Lease::drainAgain))
                .map(streams -> take(leases, streams))
                .onComplete(taken -> leases.forEach(holding::idle))
                .onSuccess(surplus::addAll)
                .onComplete(taken -> readings.succeeded(), readings::failed);
    }

    private Request request(List<Lease> leases, int most) {
        var read =
                Request.cmd(Command.XREADGROUP)
                        .arg("GROUP")
                        .arg(Keys.GROUP)
                        .arg(Keys.CONSUMER)
                        .arg("COUNT")
                        .arg(most)
                        .arg("BLOCK")
                        .arg(block.toMillis())
                        .arg("STREAMS");
        leases.forEach(it -> read.arg(keys.events(it.shard())));
        leases.forEach(it -> read.arg(">"));
        return read;
    }

    /** The events of a reply that lists streams with their entries; nothing if there is none. */
    private List<Handout> take(List<Lease> leases, @Nullable Response streams) {
        Map<String, Lease> byKey = new HashMap<>();
        leases.forEach(it -> byKey.put(keys.events(it.shard()), it));
        var taken = new ArrayList<Handout>();
        if (streams != null) {
            for (Response stream : streams) {
                Lease lease = byKey.get(stream.get(0).toString());
                if (lease != null && holding.isGood(lease)) {
                    taken.addAll(take(lease, stream.get(1)));
                }
            }
        }
        return taken;
    }

    /** Only what is not in work: a group that was made anew gives everything once more. */
    private List<Handout> take(Lease lease, Response entriesOfStream) {
        var taken = new ArrayList<Handout>();
        for (StoredEvent event : entries.take(lease.shard(), entriesOfStream)) {
            if (lease.begin(event.id())) {
                taken.add(Handout.first(event));
            }
        }
        return taken;
    }
}
