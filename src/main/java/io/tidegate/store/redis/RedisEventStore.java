package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.redis.Located;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRules;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One event loop's store: three connections, for commits, for blocking reads, and for the rest. */
final class RedisEventStore extends RedisDeliveries implements EventStore {

    private final Vertx vertx;
    private final StoreConfig config;
    private final LongSupplier nanoTime;
    private final Link commits;
    private final Link reads;
    private final Groups groups;
    private final GroupCommit groupCommit;
    private final Entries entries;
    private final Claims claims;
    private final Listing listing;
    private final Upkeep upkeep;
    private final Incidents incidents;
    private final MemoryWatch memory;

    private long looking = -1;

    /** Set on the event loop of the store, and read by {@link #shards} on any thread. */
    private volatile Optional<Shift> shift = Optional.empty();

    RedisEventStore(
            Vertx vertx,
            RedisLinks links,
            StoreConfig config,
            Set<String> inOrder,
            ServerCheck check,
            Incidents incidents,
            MemoryWatch memory,
            Layout layout,
            LongSupplier nanoTime) {
        super(vertx, links, new Keys(config.prefix(), config.shards()), layout);
        this.vertx = vertx;
        this.config = config;
        this.incidents = incidents;
        this.memory = memory;
        this.nanoTime = nanoTime;
        var limit = links.timeout();
        // Of one whose server cannot keep what is promised, reading goes on.
        var confirming = new Confirming(config, check, limit);
        Guard guard = confirming::check;
        commits = links.to(LinkPurpose.COMMIT).guardedBy(guard.and(layout));
        reads =
                links.to(
                                LinkPurpose.READ,
                                limit.plus(Reading.BLOCK),
                                Wire.USUAL_HEARTBEAT,
                                () -> {})
                        .guardedBy(layout);
        // Nodes of a cluster stay where they are.
        rest.all().forEach(it -> it.whenMoved(this::beginAnew));
        groups = new Groups(rest, keys, incidents);
        var sharding = new Sharding(config.shards(), inOrder);
        groupCommit = new GroupCommit(vertx, commits, keys, sharding, confirming);
        entries = new Entries(rest, keys, incidents);
        claims = new Claims(rest, keys, config);
        listing = new Listing(rest, keys, groups);
        upkeep = new Upkeep(rest, keys, groups, incidents, memory, stops);
    }

    /** Begins to connect; for reading when somebody reads. */
    RedisEventStore connect() {
        commits.open(keys.standing());
        rest.open(keys.standing());
        looking = vertx.setPeriodic(MemoryWatch.PERIOD.toMillis(), tick -> memory.look(rest));
        return this;
    }

    /** What the old master gave, leases and entries, may be worth nothing to the new one. */
    private void beginAnew() {
        reads.all().forEach(it -> it.lose(Located.SUPERSEDED));
        shift.ifPresent(it -> it.leasing().beginAnew());
    }

    @Override
    void prepare() {
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
        var reading =
                new Reading(vertx, reads, keys, groups, entries, holding, recovery, config.lease());
        shift = Optional.of(new Shift(holding, leasing, reading, recovery));
        leasing.open();
        // Who reads does not append, and waits for nothing on this link.
        commits.calm(REST_HEARTBEAT);
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
        return claims.claim(events, rules, this::isOurs);
    }

    private boolean isOurs(EventId id) {
        return shift.filter(it -> it.holding().isOrphan(id)).isEmpty();
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
        boolean isReadable = reads.isUpEverywhere() || reads.isUnused();
        return commits.isUpEverywhere()
                && isReadable
                && rest.isUpEverywhere()
                && groups.isComplete();
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
                .eventually(wakes::drain)
                .eventually(commits::close)
                .eventually(reads::close)
                .eventually(rest::close);
    }
}
