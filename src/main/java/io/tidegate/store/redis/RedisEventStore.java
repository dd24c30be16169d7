package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DedupRules;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Worker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One event loop's store: three connections, for commits, for blocking reads, and for the rest. */
final class RedisEventStore implements EventStore {

    private final Vertx vertx;
    private final StoreConfig config;
    private final LongSupplier nanoTime;
    private final Keys keys;
    private final RedisLink commits;
    private final RedisLink reads;
    private final RedisLink rest;
    private final Groups groups;
    private final GroupCommit groupCommit;
    private final Entries entries;
    private final Claims claims;
    private final Parking parking;
    private final Listing listing;
    private final Upkeep upkeep;
    private final ServerCheck check;
    private final Incidents incidents;
    private final MemoryWatch memory;

    private long looking = -1;

    /** Set on the event loop of the store, and read by {@link #shards} on any thread. */
    private volatile Optional<Shift> shift = Optional.empty();

    RedisEventStore(
            Vertx vertx,
            RedisConfig redis,
            StoreConfig config,
            ServerCheck check,
            Incidents incidents,
            MemoryWatch memory,
            Layout layout,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.config = config;
        this.check = check;
        this.incidents = incidents;
        this.memory = memory;
        this.nanoTime = nanoTime;
        keys = new Keys(config.prefix(), config.shards());
        var limit = redis.timeout();
        commits = new RedisLink(vertx, redis, limit, "commit", () -> {}).guardedBy(layout::check);
        reads =
                new RedisLink(vertx, redis, limit.plus(Reading.BLOCK), "read", () -> {})
                        .guardedBy(layout::check);
        rest = new RedisLink(vertx, redis, limit, "rest", this::prepare).guardedBy(layout::check);
        groups = new Groups(rest, keys, incidents);
        groupCommit = new GroupCommit(vertx, commits, keys);
        entries = new Entries(rest, keys, incidents);
        claims = new Claims(rest, keys, config);
        parking = new Parking(rest, keys);
        listing = new Listing(rest, keys, groups);
        upkeep = new Upkeep(rest, keys, groups, incidents, memory);
    }

    /** Begins to connect. */
    RedisEventStore connect() {
        commits.open();
        reads.open();
        rest.open();
        looking = vertx.setPeriodic(MemoryWatch.PERIOD.toMillis(), tick -> memory.look(rest));
        return this;
    }

    private void prepare() {
        check.once(rest);
        memory.look(rest);
        // What fails here is made good by the first command that needs the groups.
        groups.ensure().otherwiseEmpty();
    }

    @Override
    public Future<EventId> append(Event event) {
        return groupCommit.append(event);
    }

    @Override
    public void join(Worker worker) {
        var holding = new Holding(worker, nanoTime);
        var table = new LeaseTable(rest, keys, worker, config.lease());
        var leasing = new Leasing(vertx, table, holding, config.shards(), config.lease());
        var recovery = new Recovery(rest, keys, entries, holding, incidents);
        var reading = new Reading(reads, keys, groups, entries, holding, recovery, config.lease());
        shift = Optional.of(new Shift(holding, leasing, reading, recovery));
        leasing.open();
    }

    @Override
    public Future<List<Handout>> read(int max) {
        return onShift(it -> it.reading().read(max));
    }

    @Override
    public Future<List<Handout>> reclaim(Duration idle, int max) {
        return onShift(it -> it.reclaim(idle, max));
    }

    private <T> Future<T> onShift(Function<Shift, Future<T>> task) {
        return shift.map(task)
                .orElseGet(() -> Future.failedFuture(StoreException.notDone("not joined")));
    }

    @Override
    public boolean isHeld(EventId id) {
        return shift.filter(it -> it.holding().isHeld(id)).isPresent();
    }

    @Override
    public void giveBack(EventId id) {
        shift.ifPresent(it -> it.holding().end(id));
    }

    @Override
    public void leave() {
        shift.ifPresent(it -> it.leasing().leave());
    }

    @Override
    public int shards() {
        return shift.map(it -> it.holding().count()).orElse(0);
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, DedupRules rules) {
        return claims.claim(events, rules);
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        var byShard = ids.stream().collect(Collectors.groupingBy(EventId::shard));
        var shards =
                byShard.entrySet().stream()
                        .map(
                                it ->
                                        entries.settle(
                                                it.getKey(),
                                                it.getValue().stream()
                                                        .map(EventId::entry)
                                                        .toList()))
                        .toList();
        return Future.all(shards).<Void>mapEmpty().onSuccess(done -> ids.forEach(this::giveBack));
    }

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, String reason) {
        return parking.park(delivery, delay, reason);
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return parking.claimDue(destination, max, lease);
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return parking.unpark(destination, id);
    }

    @Override
    public Future<Void> bury(Delivery delivery, String reason) {
        return parking.bury(delivery, reason);
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(String destination, int max) {
        return parking.deadLetters(destination, max);
    }

    @Override
    public Future<List<StoredEvent>> list(int max) {
        return listing.list(max);
    }

    @Override
    public Future<Optional<StoredEvent>> find(EventId id) {
        return listing.find(id);
    }

    @Override
    public Future<Long> trim(Duration age, long bytes) {
        return upkeep.trim(age, bytes);
    }

    @Override
    public Future<StoreStatus> status(List<String> destinations) {
        return upkeep.status(destinations);
    }

    @Override
    public boolean isUsable() {
        return commits.isUp();
    }

    @Override
    public boolean isFull() {
        return memory.isFull();
    }

    /** Whether everything works by now, reading included. */
    boolean isComplete() {
        return commits.isUp() && reads.isUp() && rest.isUp() && groups.isComplete();
    }

    /** How many batches of appends were sent. */
    long batches() {
        return groupCommit.batches();
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(looking);
        var leaving = shift.map(it -> it.leasing().close()).orElseGet(Future::succeededFuture);
        return Future.join(groupCommit.drain(), leaving)
                .<Void>mapEmpty()
                .eventually(commits::close)
                .eventually(reads::close)
                .eventually(rest::close);
    }
}
