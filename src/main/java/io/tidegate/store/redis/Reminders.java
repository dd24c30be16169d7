package io.tidegate.store.redis;

import io.tidegate.store.Wake;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reminders of destinations on their way to Redis. What is added within a few milliseconds travels
 * together, so that a destination that fails costs some twenty commands a second and not one for
 * each delivery. Owned by one event loop.
 */
final class Reminders {

    private static final Script REMIND = Script.load("remind");
    private static final long PAUSE_MILLIS = 50;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    /** In place of a time: there is something, and nothing of it becomes due. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Link link;
    private final Keys keys;
    private final long originNanos = System.nanoTime();

    /** When something becomes due, in milliseconds since {@link #originNanos}, by destination. */
    private Map<String, Long> waiting = new HashMap<>();

    private final Promise<Void> drained = Promise.promise();
    private boolean isBusy;
    private boolean isClosing;

    Reminders(Vertx vertx, Link link, Keys keys) {
        this.vertx = vertx;
        this.link = link;
        this.keys = keys;
    }

    /** Something of the destination becomes due after this time. */
    void add(String destination, Duration in) {
        add(destination, nowMillis() + in.toMillis());
    }

    /** The destination has something that does not become due. */
    void add(String destination) {
        add(destination, NEVER);
    }

    private void add(String destination, long dueMillis) {
        waiting.merge(destination, dueMillis, Math::min);
        if (!isBusy) {
            send();
        }
    }

    /** Something of the destination is due; completes when Redis knows. */
    Future<Void> addNow(String destination) {
        return REMIND.run(link, where(), List.of(Wake.AGAIN.toMillis(), destination, 0)).mapEmpty();
    }

    private List<String> where() {
        return List.of(keys.wake(), keys.owed());
    }

    private long nowMillis() {
        return (System.nanoTime() - originNanos) / 1_000_000;
    }

    private void send() {
        isBusy = true;
        var sent = waiting;
        waiting = new HashMap<>();
        REMIND.run(link, where(), arguments(sent))
                .onComplete(done -> pause(PAUSE_MILLIS), failure -> takeBack(sent));
    }

    private List<?> arguments(Map<String, Long> reminders) {
        long now = nowMillis();
        var arguments = new ArrayList<Object>(List.of(Wake.AGAIN.toMillis()));
        reminders.forEach(
                (destination, dueMillis) -> {
                    arguments.add(destination);
                    arguments.add(dueMillis == NEVER ? -1 : Math.max(0, dueMillis - now));
                });
        return arguments;
    }

    private void takeBack(Map<String, Long> unsent) {
        unsent.forEach((name, dueMillis) -> waiting.merge(name, dueMillis, Math::min));
        pause(PAUSE_AFTER_FAILURE_MILLIS);
    }

    private void pause(long millis) {
        if (isClosing) {
            drained.tryComplete();
        } else {
            vertx.setTimer(millis, timer -> next());
        }
    }

    private void next() {
        isBusy = false;
        if (!waiting.isEmpty()) {
            send();
        }
    }

    /** Sends what is waiting, once, and completes when that has ended either way. */
    Future<Void> drain() {
        isClosing = true;
        if (waiting.isEmpty()) {
            drained.tryComplete();
        } else {
            send();
        }
        return drained.future();
    }
}
