package io.tidegate.ingress;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How the stores of all event loops answer: at once, later, or with a failure. */
final class StoreScript {

    private final List<Event> appended = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private final List<Consumer<Throwable>> heldFailures = new CopyOnWriteArrayList<>();
    private final Set<PendingStore> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final AtomicLong sequence = new AtomicLong();
    private volatile boolean holding;
    private volatile Consumer<Consumer<Throwable>> failing = nobody -> {};
    private volatile boolean isFailing;
    private volatile boolean isFull;
    private volatile boolean isAway;

    EventStore open() {
        var store = new PendingStore(this);
        opened.add(store);
        return store;
    }

    void append(Event event, Consumer<EventId> succeed, Consumer<Throwable> fail) {
        threads.add(Thread.currentThread().getName());
        if (isAway) {
            fail.accept(StoreException.notDone("away"));
            return;
        }
        appended.add(event);
        if (isFailing) {
            failing.accept(fail);
            return;
        }
        Runnable reply =
                () ->
                        succeed.accept(
                                new EventId(7, 1_763_900_000_000L, sequence.getAndIncrement()));
        if (holding) {
            held.add(reply);
            heldFailures.add(fail);
        } else {
            reply.run();
        }
    }

    /** From now on no append is answered. */
    void hold() {
        holding = true;
    }

    /** Answers every append that was held back, and all later ones at once. */
    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
        heldFailures.clear();
    }

    /** Every append that is held back fails like this. */
    void failHeld(Throwable failure) {
        held.clear();
        heldFailures.forEach(fail -> fail.accept(failure));
        heldFailures.clear();
    }

    /** From now on every append fails like this. */
    void fail(Throwable failure) {
        failing = fail -> fail.accept(failure);
        isFailing = true;
    }

    /** From now on the store is away, or back. */
    void away(boolean isSo) {
        isAway = isSo;
    }

    boolean isAway() {
        return isAway;
    }

    /** From now on appends succeed again. */
    void recover() {
        isFailing = false;
    }

    /** From now on there is little room, or enough again. */
    void full(boolean isSo) {
        isFull = isSo;
    }

    boolean isFull() {
        return isFull;
    }

    List<Event> appended() {
        return appended;
    }

    Set<PendingStore> opened() {
        return opened;
    }

    /** The threads that have called a store. */
    Set<String> threads() {
        return threads;
    }
}
