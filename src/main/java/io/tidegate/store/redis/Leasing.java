package io.tidegate.store.redis;

import io.tidegate.store.Quota;
import io.tidegate.store.Worker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes leases up to one worker's quota, prolongs them, and gives surplus ones back as soon as
 * nothing of them is in work. Owned by one event loop.
 *
 * <p>A lease counts from when it was asked for, and a tenth less than Redis counts, because no two
 * clocks run alike.
 */
final class Leasing {

    private static final Logger LOGGER = LoggerFactory.getLogger(Leasing.class);
    private static final int LOOKS_PER_LEASE = 20;

    /** With a lease of 10 s they are prolonged every 3 s. */
    private static final int LOOKS_PER_ROUND = 6;

    /** For how many leases a shard that others should have may stay, because of what is in work. */
    private static final int PATIENCE = 3;

    private final Vertx vertx;
    private final LeaseTable table;
    private final Holding holding;
    private final Worker worker;
    private final int shards;
    private final Duration length;

    /** The number of the last lease of each shard that this worker had in this life. */
    private final Map<Integer, Long> lastFences = new HashMap<>();

    /** Those that lived when the list could last be read. */
    private List<Worker> workers = List.of();

    private long timer = -1;
    private int looks;
    private int missing;
    private boolean isUnderWay;
    private boolean isLeaving;

    Leasing(Vertx vertx, LeaseTable table, Holding holding, int shards, Duration length) {
        this.vertx = vertx;
        this.table = table;
        this.holding = holding;
        this.worker = holding.worker();
        this.shards = shards;
        this.length = length;
        holding.whenIdle(this::releaseIdle);
    }

    /** Begins to take leases, and goes on until {@link #close}. */
    void open() {
        timer = vertx.setPeriodic(length.toMillis() / LOOKS_PER_LEASE, tick -> look());
        round();
    }

    /** Rounds are rare, but not while shards are missing that may become free any moment. */
    private void look() {
        looks++;
        if (!isUnderWay && (looks >= LOOKS_PER_ROUND || missing > 0)) {
            round();
        }
    }

    private void round() {
        isUnderWay = true;
        looks = 0;
        holding.all().stream()
                .filter(lease -> !holding.isGood(lease))
                .forEach(lease -> lost(lease, "lease ended before it was prolonged"));
        (isLeaving ? Future.succeededFuture(List.of(worker)) : beat())
                .compose(this::adjust)
                .onComplete(done -> ended(), this::failed);
    }

    /** Who has the list of workers may be away while those who have the leases are not. */
    private Future<List<Worker>> beat() {
        return table.beat()
                .onSuccess(all -> workers = all)
                .recover(
                        failure ->
                                workers.isEmpty()
                                        ? Future.failedFuture(failure)
                                        : Future.succeededFuture(workers));
    }

    private void ended() {
        isUnderWay = false;
        releaseIdle();
    }

    private void failed(Throwable failure) {
        isUnderWay = false;
        // The link itself tells when it is lost; leases that are not prolonged end by the clock.
        LOGGER.atDebug().addKeyValue("error", failure.toString()).log("leases not prolonged");
    }

    private void lost(Lease lease, String how) {
        holding.drop(lease);
        log(LOGGER.atWarn(), lease.shard()).log(how);
    }

    private org.slf4j.spi.LoggingEventBuilder log(
            org.slf4j.spi.LoggingEventBuilder line, int shard) {
        return line.addKeyValue("worker", worker).addKeyValue("shard", shard);
    }

    private Future<Void> adjust(List<Worker> workers) {
        int quota = isLeaving ? 0 : Quota.of(worker, workers, shards);
        chooseWhatEnds(quota);
        return Future.join(holding.all().stream().map(this::prolong).toList())
                .transform(prolonged -> fill(quota));
    }

    private Future<Void> fill(int quota) {
        missing = Math.max(0, quota - holding.count());
        return missing == 0
                ? Future.succeededFuture()
                : take(0).onComplete(done -> holding.announce());
    }

    /** Idle shards go first: that delays nobody. */
    private void chooseWhatEnds(int quota) {
        var byWork = new ArrayList<>(holding.all());
        byWork.sort(Comparator.comparing(Lease::isIdle));
        for (int i = 0; i < byWork.size(); i++) {
            if (i < quota) {
                byWork.get(i).stay();
            } else {
                byWork.get(i).endWhenIdle(holding.now());
            }
        }
    }

    private Future<Void> prolong(Lease lease) {
        long asked = holding.now();
        return table.prolong(lease)
                .onSuccess(
                        isOurs -> {
                            if (isOurs) {
                                lease.prolong(asked + ourLength());
                            } else {
                                lost(lease, "another worker has taken over this shard");
                            }
                        })
                .mapEmpty();
    }

    /** One shard after another, each at most once a round, until the quota is reached. */
    private Future<Void> take(int tried) {
        if (tried == shards || missing == 0) {
            return Future.succeededFuture();
        }
        int shard = Math.floorMod(worker.hashCode() + tried, shards);
        if (holding.has(shard)) {
            return take(tried + 1);
        }
        long asked = holding.now();
        return table.take(shard)
                .onSuccess(fence -> fence.ifPresent(it -> taken(shard, it, asked)))
                .transform(answered -> take(tried + 1));
    }

    private void taken(int shard, long fence, long askedNanos) {
        // If nobody had it in between, no worker has failed: our own lease has run out, no more.
        boolean isAfterFailure = lastFences.getOrDefault(shard, -1L) != fence - 1;
        lastFences.put(shard, fence);
        var lease = new Lease(shard, fence, askedNanos + ourLength(), isAfterFailure);
        if (isLeaving) {
            table.release(lease).otherwiseEmpty();
            return;
        }
        missing--;
        log(LOGGER.atInfo(), shard).log("reads this shard");
        holding.add(lease);
    }

    private long ourLength() {
        return length.toNanos() / 10 * 9;
    }

    private void releaseIdle() {
        long now = holding.now();
        for (Lease lease : holding.all()) {
            boolean isFree = lease.isEnding() && lease.isIdle();
            if (isFree || lease.isOverdue(PATIENCE * length.toNanos(), now)) {
                release(lease);
            }
        }
    }

    /** A lease that cannot be given back runs out. */
    private Future<Void> release(Lease lease) {
        holding.drop(lease);
        log(LOGGER.atInfo(), lease.shard()).log("gives this shard back");
        return table.release(lease).otherwiseEmpty();
    }

    /** Gives up all leases, because nobody knows of them any more, and takes others. */
    void beginAnew() {
        holding.all().forEach(lease -> lost(lease, "the master that gave the lease was replaced"));
        // Also if a round is under way, which has failed with the connection.
        missing = 1;
        look();
    }

    /** Takes no more, and gives each shard back as soon as it is idle. */
    void leave() {
        isLeaving = true;
        missing = 0;
        chooseWhatEnds(0);
        releaseIdle();
        table.sayGoodbye().otherwiseEmpty();
    }

    /** Gives everything back; never fails. */
    Future<Void> close() {
        vertx.cancelTimer(timer);
        isLeaving = true;
        missing = 0;
        var goodbyes = new ArrayList<Future<?>>();
        holding.all().forEach(lease -> goodbyes.add(release(lease)));
        goodbyes.add(table.sayGoodbye());
        return Future.join(goodbyes).<Void>mapEmpty().otherwiseEmpty();
    }
}
