package io.tidegate.ingress;

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
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Wake;
import io.tidegate.store.Worker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store whose appends end when and how a test says; it can do nothing else. */
final class PendingStore implements EventStore {

    private final StoreScript script;
    private final Context context = Vertx.currentContext();
    private volatile boolean closed;

    PendingStore(StoreScript script) {
        this.script = script;
    }

    @Override
    public Future<EventId> append(Event event) {
        Promise<EventId> reply = Promise.promise();
        script.append(
                event,
                id -> context.runOnContext(go -> reply.complete(id)),
                failure -> context.runOnContext(go -> reply.fail(failure)));
        return reply.future();
    }

    @Override
    public boolean isUsable() {
        return !closed && !script.isAway();
    }

    @Override
    public boolean isFull() {
        return script.isFull();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }

    @Override
    public void join(Worker worker) {
        unexpected();
    }

    @Override
    public Future<List<Handout>> read(int max) {
        return unexpected();
    }

    @Override
    public Future<List<Handout>> reclaim(Duration idle, int max) {
        return unexpected();
    }

    @Override
    public boolean isHeld(EventId id) {
        return false;
    }

    @Override
    public void giveBack(EventId id) {
        unexpected();
    }

    @Override
    public void leave() {
        unexpected();
    }

    @Override
    public int shards() {
        return 0;
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, DedupRules rules) {
        return unexpected();
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        return unexpected();
    }

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return unexpected();
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return unexpected();
    }

    @Override
    public Future<Void> register(Collection<String> destinations) {
        return unexpected();
    }

    @Override
    public Future<Wake> wake(Set<String> except, int max) {
        return unexpected();
    }

    @Override
    public Future<Void> remind(String destination) {
        return unexpected();
    }

    @Override
    public Future<List<Parked>> parked(String destination, int max) {
        return unexpected();
    }

    @Override
    public Future<Void> putOff(String destination, EventId id, Duration delay) {
        return unexpected();
    }

    @Override
    public Future<Integer> pullIn(String destination, List<Duration> longest) {
        return unexpected();
    }

    @Override
    public Future<Void> pause(String destination, String reason) {
        return unexpected();
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return unexpected();
    }

    @Override
    public Future<Slots> reserve(String destination, double perSecond, int max) {
        return unexpected();
    }

    @Override
    public Future<Void> lineUp(String destination, List<Entrant> entrants) {
        return unexpected();
    }

    @Override
    public Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return unexpected();
    }

    @Override
    public Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return unexpected();
    }

    @Override
    public Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return unexpected();
    }

    @Override
    public Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return unexpected();
    }

    @Override
    public Future<Boolean> extend(
            String destination, EventId id, String token, Duration visibility) {
        return unexpected();
    }

    @Override
    public Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return unexpected();
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return unexpected();
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return unexpected();
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(DeadRange range, int max) {
        return unexpected();
    }

    @Override
    public Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        return unexpected();
    }

    @Override
    public Future<Integer> discard(String destination, Set<EventId> ids) {
        return unexpected();
    }

    @Override
    public Future<List<StoredEvent>> list(int max) {
        return unexpected();
    }

    @Override
    public Future<Optional<StoredEvent>> find(EventId id) {
        return unexpected();
    }

    @Override
    public Future<Long> trim(Duration age, long bytes) {
        return unexpected();
    }

    @Override
    public Future<StoreStatus> status(List<String> destinations) {
        return unexpected();
    }

    private static <T> Future<T> unexpected() {
        throw new UnsupportedOperationException("the door only appends");
    }
}
