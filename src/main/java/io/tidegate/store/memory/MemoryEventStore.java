package io.tidegate.store.memory;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
import io.tidegate.store.Parked;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.Wake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One event loop's view of the shared memory. */
final class MemoryEventStore implements EventStore {

    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int LOOKS = 100;

    private final Vertx vertx;
    private final Memory memory;

    /** Events that this store handed out and that {@link #resume} must not hand out again. */
    private final Set<EventId> handedOut = new HashSet<>();

    private boolean isOpen = true;

    MemoryEventStore(Vertx vertx, Memory memory) {
        this.vertx = vertx;
        this.memory = memory;
    }

    @Override
    public Future<EventId> append(Event event) {
        return whileOpen(() -> memory.append(event));
    }

    @Override
    public Future<List<StoredEvent>> read(String worker, int max) {
        Promise<List<StoredEvent>> found = Promise.promise();
        look(worker, max, LOOKS, found);
        return found.future();
    }

    private void look(String worker, int max, int left, Promise<List<StoredEvent>> found) {
        Future<List<StoredEvent>> events = whileOpen(() -> memory.read(worker, max));
        if (events.succeeded() && events.result().isEmpty() && left > 0) {
            vertx.setTimer(LOOK_EVERY_MILLIS, timer -> look(worker, max, left - 1, found));
        } else {
            events.map(this::note).onComplete(found);
        }
    }

    @Override
    public Future<List<StoredEvent>> resume(String worker, int max) {
        return whileOpen(() -> note(memory.pendingOf(worker, handedOut, max)));
    }

    @Override
    public Future<List<StoredEvent>> reclaim(String worker, Duration idle, int max) {
        return whileOpen(() -> note(memory.reclaim(worker, idle, max)));
    }

    private List<StoredEvent> note(List<StoredEvent> events) {
        events.forEach(event -> handedOut.add(event.id()));
        return events;
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, Duration window) {
        return whileOpen(() -> memory.claim(events, window));
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        return doWhileOpen(
                () -> {
                    memory.settle(ids);
                    ids.forEach(handedOut::remove);
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

    @Override
    public Future<Void> pause(String destination, String reason) {
        return doWhileOpen(() -> memory.pause(destination, reason));
    }

    @Override
    public Future<Boolean> resume(String destination) {
        return whileOpen(() -> memory.resume(destination));
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return doAtLot(destination, lot -> lot.unpark(id));
    }

    @Override
    public Future<Void> bury(Delivery delivery, Setback setback) {
        return doAtLot(delivery.destination(), lot -> lot.bury(delivery, setback));
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
    public Future<Long> trim(Duration history) {
        return whileOpen(() -> memory.trim(history));
    }

    @Override
    public Future<StoreStatus> status(List<String> destinations) {
        return whileOpen(() -> memory.status(destinations));
    }

    @Override
    public boolean isUsable() {
        return isOpen;
    }

    @Override
    public Future<Void> close() {
        isOpen = false;
        return Future.succeededFuture();
    }

    private Future<Void> doAtLot(String destination, Consumer<Lot> task) {
        return doWhileOpen(() -> memory.doAtLot(destination, task));
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
