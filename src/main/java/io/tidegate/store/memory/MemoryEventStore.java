package io.tidegate.store.memory;

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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One event loop's view of the shared memory. */
final class MemoryEventStore implements EventStore {

    private final Vertx vertx;
    private final Memory memory;
    private final Duration lease;

    /** Set on the event loop of the store, and read by {@link #shards} on any thread. */
    private volatile Optional<Shift> shift = Optional.empty();

    private boolean isOpen = true;

    MemoryEventStore(Vertx vertx, Memory memory, Duration lease) {
        this.vertx = vertx;
        this.memory = memory;
        this.lease = lease;
    }

    @Override
    public Future<EventId> append(Event event) {
        return whileOpen(() -> memory.append(event));
    }

    @Override
    public void join(Worker worker) {
        shift = Optional.of(new Shift(vertx, memory, worker, lease));
    }

    @Override
    public Future<List<Handout>> read(int max) {
        return onShift(it -> it.read(max));
    }

    @Override
    public Future<List<Handout>> reclaim(Duration idle, int max) {
        return onShift(it -> Future.succeededFuture(it.reclaim(idle, max)));
    }

    private <T> Future<T> onShift(Function<Shift, Future<T>> task) {
        return shift.filter(it -> isOpen)
                .map(task)
                .orElseGet(() -> Future.failedFuture(StoreException.notDone("nobody has joined")));
    }

    @Override
    public boolean isHeld(EventId id) {
        return shift.filter(it -> it.isHeld(id)).isPresent();
    }

    @Override
    public void giveBack(EventId id) {
        shift.ifPresent(it -> it.end(id));
    }

    @Override
    public void leave() {
        shift.ifPresent(Shift::leave);
    }

    @Override
    public int shards() {
        return shift.map(Shift::shards).orElse(0);
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, DedupRules rules) {
        return whileOpen(() -> memory.claim(events, rules));
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        return doWhileOpen(
                () -> {
                    memory.settle(ids);
                    ids.forEach(this::giveBack);
                });
    }

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, Setback setback) {
        return doWhileOpen(() -> memory.park(delivery, delay, setback));
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return whileOpen(() -> memory.claimDue(destination, max, lease));
    }

    @Override
    public Future<Void> register(Collection<String> destinations) {
        return atWakes(wakes -> wakes.register(destinations));
    }

    @Override
    public Future<Wake> wake(Set<String> except, int max) {
        return whileOpen(() -> memory.wake(except, max));
    }

    @Override
    public Future<Void> remind(String destination) {
        return atWakes(wakes -> wakes.remind(destination, Duration.ZERO));
    }

    @Override
    public Future<List<Parked>> parked(String destination, int max) {
        return atLot(destination, lot -> lot.parked(max));
    }

    @Override
    public Future<Void> putOff(String destination, EventId id, Duration delay) {
        return doWhileOpen(() -> memory.putOff(destination, id, delay));
    }

    /** Nobody sets the clock of this process back. */
    @Override
    public Future<Integer> pullIn(String destination, List<Duration> longest) {
        return Future.succeededFuture(0);
    }

    @Override
    public Future<Void> pause(String destination, String reason) {
        return doWhileOpen(() -> memory.pause(destination, reason));
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return whileOpen(() -> memory.resume(destination));
    }

    @Override
    public Future<Slots> reserve(String destination, double perSecond, int max) {
        return whileOpen(() -> memory.reserve(destination, perSecond, max));
    }

    @Override
    public Future<Void> lineUp(String destination, List<Entrant> entrants) {
        return doWhileOpen(() -> memory.lineUp(destination, entrants));
    }

    @Override
    public Future<Void> parkAgain(Delivery delivery, Duration delay, Setback setback) {
        return doWhileOpen(() -> memory.parkAgain(delivery, delay, setback));
    }

    @Override
    public Future<Optional<Due.Leased>> advance(String destination, EventId id, Duration lease) {
        return whileOpen(() -> memory.advance(destination, id, lease));
    }

    @Override
    public Future<Due> pull(String destination, int max, Duration visibility, String token) {
        return whileOpen(() -> memory.pull(destination, max, visibility, token));
    }

    @Override
    public Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return atLot(destination, lot -> lot.acknowledge(id, token));
    }

    @Override
    public Future<Boolean> extend(
            String destination, EventId id, String token, Duration visibility) {
        return atLot(destination, lot -> lot.extend(id, token, visibility));
    }

    @Override
    public Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return atLot(destination, lot -> lot.release(id, token, delay));
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return doWhileOpen(() -> memory.unpark(destination, id));
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return doWhileOpen(() -> memory.bury(delivery, setback));
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(DeadRange range, int max) {
        return atLot(range.destination(), lot -> lot.deadLetters(range, max));
    }

    @Override
    public Future<Integer> replay(String destination, Map<EventId, Duration> delays) {
        return whileOpen(() -> memory.replay(destination, delays));
    }

    @Override
    public Future<Integer> discard(String destination, Set<EventId> ids) {
        return atLot(destination, lot -> lot.discard(ids));
    }

    @Override
    public Future<List<StoredEvent>> list(int max) {
        return whileOpen(() -> memory.list(max));
    }

    @Override
    public Future<Optional<StoredEvent>> find(EventId id) {
        return whileOpen(() -> memory.find(id));
    }

    @Override
    public Future<Long> trim(Duration age, long bytes) {
        return whileOpen(() -> memory.trim(age, bytes));
    }

    @Override
    public Future<StoreStatus> status(List<String> destinations) {
        return whileOpen(() -> memory.status(destinations));
    }

    @Override
    public boolean isUsable() {
        return isOpen;
    }

    /** The memory of a process is not counted: this store is for trials. */
    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public Future<Void> close() {
        isOpen = false;
        shift.ifPresent(Shift::close);
        return Future.succeededFuture();
    }

    private <T> Future<T> atLot(String destination, Function<Lot, T> task) {
        return whileOpen(() -> memory.atLot(destination, task));
    }

    private Future<Void> atWakes(Consumer<Wakes> task) {
        return doWhileOpen(() -> memory.doAtWakes(task));
    }

    private Future<Void> doWhileOpen(Runnable task) {
        return whileOpen(
                        () -> {
                            task.run();
                            return true;
                        })
                .mapEmpty();
    }

    private <T> Future<T> whileOpen(Supplier<T> task) {
        return isOpen
                ? Future.succeededFuture(task.get())
                : Future.failedFuture(StoreException.notDone("the store is closed"));
    }
}
