package io.tidegate.dispatch;

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
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    @Override
    public Future<EventId> append(Event event) {
        return unless("append", () -> real.append(event));
    }

    @Override
    public Future<List<StoredEvent>> read(String worker, int max) {
        return unless("read", () -> real.read(worker, max));
    }

    @Override
    public Future<List<StoredEvent>> resume(String worker, int max) {
        return unless("resume", () -> real.resume(worker, max));
    }

    @Override
    public Future<List<StoredEvent>> reclaim(String worker, Duration idle, int max) {
        return unless("reclaim", () -> real.reclaim(worker, idle, max));
    }

    @Override
    public Future<List<Claim>> claim(List<StoredEvent> events, Duration window) {
        return unless("claim", () -> real.claim(events, window));
    }

    @Override
    public Future<Void> settle(List<EventId> ids) {
        return unless("settle", () -> real.settle(ids));
    }

    @Override
    public Future<Void> park(Delivery delivery, Duration delay, String reason) {
        return unless("park", () -> real.park(delivery, delay, reason));
    }

    @Override
    public Future<Due> claimDue(String destination, int max, Duration lease) {
        return unless("claimDue", () -> real.claimDue(destination, max, lease));
    }

    @Override
    public Future<Void> unpark(String destination, EventId id) {
        return unless("unpark", () -> real.unpark(destination, id));
    }

    @Override
    public Future<Void> bury(Delivery delivery, String reason) {
        return unless("bury", () -> real.bury(delivery, reason));
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(String destination, int max) {
        return real.deadLetters(destination, max);
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
    public Future<Long> trim(Duration history) {
        return unless("trim", () -> real.trim(history));
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
    public Future<Void> close() {
        return real.close();
    }
}
