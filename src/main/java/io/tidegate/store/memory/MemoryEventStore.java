package io.tidegate.store.memory;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.Due;
import io.tidegate.store.EventStore;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    public Future<Void> park(Delivery delivery, Duration delay, String reason) {
        return doWhileOpen(() -> memory.park(delivery, delay));
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
        return whileOpen(() -> memory.atWakes(wakes -> wakes.wake(except, max)));
    }

    @Override
    public Future<Void> remind(String destination) {
        return atWakes(wakes -> wakes.remind(destination, Duration.ZERO));
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

    private Future<Void> atWakes(Consumer<Wakes> task) {
        return doWhileOpen(
                () ->
                        memory.atWakes(
                                wakes -> {
                                    task.accept(wakes);
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
