package io.tidegate.dispatch;

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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A store whose calls are written down, and fail when the test says so. */
final class FaultyStore implements EventStore {

    private final EventStore real;
    private final Faults faults;

    FaultyStore(EventStore real, Faults faults) {
        this.real = real;
        this.faults = faults;
    }

    private <T> Future<T> unless(String call, Supplier<Future<T>> command) {
        return switch (faults.next(call)) {
            case NONE -> command.get();
            case NOT_DONE -> Future.failedFuture(StoreException.notDone(call));
            // The hardest case: it was done, and nobody knows.
            case UNKNOWN ->
                    command.get()
                            .compose(done -> Future.failedFuture(StoreException.unknown(call)));
        };
    }

    private Wake withAhead(Wake wake) {
        return new Wake(wake.destinations(), wake.next(), wake.paused(), faults.ahead());
    }

    @Override
    public Future<EventId> append(Event event) {
        return unless("append", () -> real.append(event));
    }

    @Override
    public void join(Worker worker) {
        real.join(worker);
    }

    @Override
    public Future<List<Handout>> read(int max) {
        return unless("read", () -> real.read(max));
    }

    @Override
    public Future<List<Handout>> reclaim(Duration idle, int max) {
        return unless("reclaim", () -> real.reclaim(idle, max));
    }

    @Override
    public boolean isHeld(EventId id) {
        return faults.next("isHeld") == Faults.Kind.NONE && real.isHeld(id);
    }

    @Override
    public void giveBack(EventId id) {
        real.giveBack(id);
    }

    @Override
    public void leave() {
        real.leave();
    }

    @Override
    public int shards() {
        return real.shards();
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, DedupRules rules) {
        return unless("claim", () -> real.claim(events, rules));
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        return unless("settle", () -> real.settle(ids));
    }

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return unless("park", () -> real.park(delivery, delay, setback));
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return unless("claimDue", () -> real.claimDue(destination, max, lease));
    }

    @Override
    public Future<Void> register(Collection<String> destinations) {
        return unless("register", () -> real.register(destinations));
    }

    @Override
    public Future<Wake> wake(Set<String> except, int max) {
        return unless("wake", () -> real.wake(except, max)).map(this::withAhead);
    }

    @Override
    public Future<Void> remind(String destination) {
        return unless("remind", () -> real.remind(destination));
    }

    @Override
    public Future<List<Parked>> parked(String destination, int max) {
        return real.parked(destination, max);
    }

    @Override
    public Future<Void> putOff(String destination, EventId id, Duration delay) {
        return unless("putOff", () -> real.putOff(destination, id, delay));
    }

    @Override
    public Future<Integer> pullIn(String destination, List<Duration> longest) {
        return unless("pullIn", () -> real.pullIn(destination, longest))
                .onSuccess(done -> faults.ahead().remove(destination));
    }

    @Override
    public Future<Void> pause(String destination, String reason) {
        return unless("pause", () -> real.pause(destination, reason));
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return real.resume(destination);
    }

    @Override
    public Future<Slots> reserve(String destination, double perSecond, int max) {
        return unless("reserve", () -> real.reserve(destination, perSecond, max));
    }

    @Override
    public Future<Void> lineUp(String destination, List<Entrant> entrants) {
        return unless("lineUp", () -> real.lineUp(destination, entrants));
    }

    @Override
    public Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return unless("parkAgain", () -> real.parkAgain(delivery, delay, setback));
    }

    @Override
    public Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return unless("advance", () -> real.advance(destination, id, lease));
    }

    @Override
    public Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return unless("pull", () -> real.pull(destination, max, visibility, token));
    }

    @Override
    public Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return unless("acknowledge", () -> real.acknowledge(destination, id, token));
    }

    @Override
    public Future<Boolean> extend(
            String destination, EventId id, String token, Duration visibility) {
        return unless("extend", () -> real.extend(destination, id, token, visibility));
    }

    @Override
    public Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return unless("release", () -> real.release(destination, id, token, delay));
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return unless("unpark", () -> real.unpark(destination, id));
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return unless("bury", () -> real.bury(delivery, setback));
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(DeadRange range, int max) {
        return real.deadLetters(range, max);
    }

    @Override
    public Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        return real.replay(destination, delays);
    }

    @Override
    public Future<Integer> discard(String destination, Set<EventId> ids) {
        return real.discard(destination, ids);
    }

    @Override
    public Future<List<StoredEvent>> list(int max) {
        return real.list(max);
    }

    @Override
    public Future<Optional<StoredEvent>> find(EventId id) {
        return real.find(id);
    }

    @Override
    public Future<Long> trim(Duration age, long bytes) {
        return unless("trim", () -> real.trim(age, bytes));
    }

    @Override
    public Future<StoreStatus> status(List<String> destinations) {
        return real.status(destinations);
    }

    @Override
    public boolean isUsable() {
        return real.isUsable();
    }

    @Override
    public boolean isFull() {
        return real.isFull();
    }

    @Override
    public Future<Void> close() {
        return unless("close", real::close);
    }
}
