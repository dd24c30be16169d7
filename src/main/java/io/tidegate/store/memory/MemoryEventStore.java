package io.tidegate.store.memory;

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
    public Future<Void> park(Delivery delivery, Duration delay, String reason) {
        return atLot(delivery.destination(), lot -> lot.park(delivery, delay));
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return whileOpen(() -> memory.atLot(destination, lot -> lot.claimDue(max, lease)));
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return atLot(destination, lot -> lot.unpark(id));
    }

    @Override
    public Future<Void> bury(Delivery delivery, String reason) {
        return atLot(delivery.destination(), lot -> lot.bury(delivery, reason));
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(String destination, int max) {
        return whileOpen(() -> memory.atLot(destination, lot -> lot.deadLetters(max)));
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

    private Future<Void> atLot(String destination, Consumer<Lot> task) {
        return doWhileOpen(
                () ->
                        memory.atLot(
                                destination,
                                lot -> {
                                    task.accept(lot);
                                    return true;
                                }));
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
