package io.tidegate.store.redis;

import io.tidegate.config.StoreConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.DedupRules;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.Parked;
import io.tidegate.store.Slots;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Wake;
import io.tidegate.store.Worker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** One event loop's store: three connections, for commits, for blocking reads, and for the rest. */
final class RedisEventStore implements EventStore {

    /**
     * Nobody waits for this link while it is quiet, and whoever uses it soon sees that it is lost.
     */
    private static final Duration REST_HEARTBEAT = Duration.ofSeconds(5);

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
    private final Wakes wakes;
    private final Parking parking;
    private final Pulling pulling;
    private final Lines lines;
    private final Graveyard graveyard;
    private final Stops stops;
    private final Reservations reservations;
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
        this.vertx = vertx;
        this.config = config;
        this.incidents = incidents;
        this.memory = memory;
        this.nanoTime = nanoTime;
        keys = new Keys(config.prefix(), config.shards());
        var limit = links.timeout();
        // Of one whose server cannot keep what is promised, reading goes on.
        var confirming = new Confirming(config, check, limit);
        commits =
                links.to(LinkPurpose.COMMIT)
                        .guardedBy(it -> confirming.check(it).compose(layout::check));
        reads =
                links.to(
                                LinkPurpose.READ,
                                limit.plus(Reading.BLOCK),
                                Wire.USUAL_HEARTBEAT,
                                () -> {})
                        .guardedBy(layout::check);
        rest =
                links.to(LinkPurpose.REST, limit, REST_HEARTBEAT, this::prepare)
                        .guardedBy(layout::check);
        groups = new Groups(rest, keys, incidents);
        var sharding = new Sharding(config.shards(), inOrder);
        groupCommit = new GroupCommit(vertx, commits, keys, sharding, confirming);
        entries = new Entries(rest, keys, incidents);
        claims = new Claims(rest, keys, config);
        wakes = new Wakes(vertx, rest, keys);
        parking = new Parking(rest, keys, wakes);
        pulling = new Pulling(rest, keys);
        lines = new Lines(rest, keys, wakes);
        graveyard = new Graveyard(rest, keys, wakes);
        stops = new Stops(rest, keys);
        reservations = new Reservations(rest, keys);
        listing = new Listing(rest, keys, groups);
        upkeep = new Upkeep(rest, keys, groups, incidents, memory, stops);
    }

    /** Begins to connect; for reading when somebody reads. */
    RedisEventStore connect() {
        commits.open();
        rest.open();
        looking = vertx.setPeriodic(MemoryWatch.PERIOD.toMillis(), tick -> memory.look(rest));
        return this;
    }

    private void prepare() {
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
    public Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return parking.park(delivery, delay, setback);
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return parking.claimDue(destination, max, lease);
    }

    @Override
    public Future<Void> register(Collection<String> destinations) {
        return wakes.register(destinations);
    }

    @Override
    public Future<Wake> wake(Set<String> except, int max) {
        return wakes.wake(except, max);
    }

    @Override
    public Future<Void> remind(String destination) {
        return wakes.remindNow(destination);
    }

    @Override
    public Future<List<Parked>> parked(String destination, int max) {
        return parking.list(destination, max);
    }

    @Override
    public Future<Void> putOff(String destination, EventId id, Duration delay) {
        return parking.putOff(destination, id, delay);
    }

    @Override
    public Future<Void> pause(String destination, String reason) {
        return stops.pause(destination, reason);
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return stops.resume(destination);
    }

    @Override
    public Future<Slots> reserve(String destination, double perSecond, int max) {
        return reservations.reserve(destination, perSecond, max);
    }

    @Override
    public Future<Void> lineUp(String destination, List<Entrant> entrants) {
        return lines.lineUp(destination, entrants);
    }

    @Override
    public Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return parking.parkAgain(delivery, delay, setback);
    }

    @Override
    public Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return parking.advance(destination, id, lease);
    }

    @Override
    public Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return parking.pull(destination, max, visibility, token);
    }

    @Override
    public Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return pulling.acknowledge(destination, id, token);
    }

    @Override
    public Future<Boolean> extend(
            String destination, EventId id, String token, Duration visibility) {
        return pulling.extend(destination, id, token, visibility);
    }

    @Override
    public Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return pulling.release(destination, id, token, delay);
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return parking.unpark(destination, id);
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return graveyard.bury(delivery, setback);
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(DeadRange range, int max) {
        return graveyard.list(range, max);
    }

    @Override
    public Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        return graveyard.replay(destination, delays);
    }

    @Override
    public Future<Integer> discard(String destination, Set<EventId> ids) {
        return graveyard.discard(destination, ids);
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
        boolean isReadable = reads.isUp() || reads.isUnused();
        return commits.isUp() && isReadable && rest.isUp() && groups.isComplete();
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
