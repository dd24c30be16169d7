package io.tidegate.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, and event loops that take turns as a seed says: no threads and no clock, so that a
 * run can be had again. An event loop can end in the midst of everything, or stand still.
 */
final class VirtualWorld {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final List<Loop> loops = new ArrayList<>();
    private final Vertx vertx = (Vertx) proxy(this::vertx, VertxInternal.class);
    private long millis;
    private long tasks;
    private @Nullable Loop current;

    VirtualWorld(Random random) {
        this.random = random;
    }

    private static Object proxy(Answers answers, Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, call, words) ->
                        answers.answer(self, call, words == null ? new Object[0] : words));
    }

    /** Answers a call of a method of an interface. */
    private interface Answers {

        @Nullable Object answer(Object self, Method call, Object[] words) throws Throwable;
    }

    /** What is to be done, and when. */
    private record Task(long id, long due, Runnable what) {}

    /** One event loop of a process: what it has to do comes in order. */
    final class Loop {

        private final PriorityQueue<Task> queue =
                new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::id));
        private final Set<Long> cancelled = new HashSet<>();
        private final Context context =
                (Context)
                        proxy(
                                (self, call, words) -> context(self, call, words),
                                ContextInternal.class);
        private long stoppedUntil;

        Context context() {
            return context;
        }

        /** Does it after this time. */
        long add(long delay, Runnable what) {
            var task = new Task(++tasks, millis + delay, what);
            queue.add(task);
            return task.id();
        }

        /** Nothing that it has to do is ever done. */
        void crash() {
            queue.clear();
            loops.remove(this);
        }

        /** Does nothing for this time, and then what has become due. */
        void standStill(long time) {
            stoppedUntil = millis + time;
        }

        private long next() {
            return queue.isEmpty()
                    ? Long.MAX_VALUE
                    : Math.max(stoppedUntil, Math.max(millis, queue.peek().due()));
        }

        private void run() {
            Task task = queue.remove();
            if (!cancelled.remove(task.id())) {
                current = this;
                task.what().run();
            }
        }

        private @Nullable Object context(Object self, Method call, Object[] words)
                throws Throwable {
            return switch (call.getName()) {
                case "owner" -> vertx;
                case "isRunningOnContext" -> current == this;
                case "runOnContext" -> add(0, () -> handle(words[0], null));
                case "execute", "emit", "dispatch" -> {
                    enter(words);
                    yield null;
                }
                case "beginDispatch" -> self;
                case "endDispatch" -> null;
                case "reportException" -> throw (Throwable) words[0];
                case "equals" -> self == words[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> "virtual context";
                default -> byDefault(self, call, words);
            };
        }

        private void enter(Object[] words) {
            Object last = words[words.length - 1];
            if (last instanceof Runnable task) {
                task.run();
            } else {
                handle(last, words.length > 1 ? words[0] : null);
            }
        }
    }

    private static @Nullable Object byDefault(Object self, Method call, Object[] words)
            throws Throwable {
        if (call.isDefault()) {
            return InvocationHandler.invokeDefault(self, call, words);
        }
        throw new UnsupportedOperationException(call.toString());
    }

    @SuppressWarnings("unchecked")
    private static void handle(Object handler, @Nullable Object event) {
        ((Handler<Object>) handler).handle(event);
    }

    private @Nullable Object vertx(Object self, Method call, Object[] words) throws Throwable {
        return switch (call.getName()) {
            case "setTimer" -> loop().add((long) words[0], () -> handle(words[1], 0L));
            case "setPeriodic" -> repeat(loop(), (long) words[0], words[1]);
            case "cancelTimer" -> loop().cancelled.add((long) words[0]);
            case "runOnContext" -> loop().add(0, () -> handle(words[0], null));
            case "getOrCreateContext" -> loop().context();
            default -> byDefault(self, call, words);
        };
    }

    private long repeat(Loop loop, long period, Object handler) {
        return loop.add(
                period,
                () -> {
                    repeat(loop, period, handler);
                    handle(handler, 0L);
                });
    }

    private Loop loop() {
        if (current == null) {
            throw new IllegalStateException("not on an event loop");
        }
        return current;
    }

    /** An event loop that begins with this. */
    Loop begin() {
        var loop = new Loop();
        loops.add(loop);
        return loop;
    }

    Vertx vertx() {
        return vertx;
    }

    /** The time of this world. */
    Instant now() {
        return BEGIN.plusMillis(millis);
    }

    /** The same as a monotonic clock tells it. */
    long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Lets this much time pass. */
    void pass(long time) {
        long end = millis + time;
        for (long next = next(); next <= end; next = next()) {
            millis = next;
            var ready = loops.stream().filter(it -> it.next() <= millis).toList();
            ready.get(random.nextInt(ready.size())).run();
        }
        millis = end;
        current = null;
    }

    private long next() {
        return loops.stream().mapToLong(Loop::next).min().orElse(Long.MAX_VALUE);
    }

    /** The result of a call through a proxy, or what it throws. */
    static @Nullable Object call(Object target, Method method, Object @Nullable [] words)
            throws Throwable {
        try {
            return method.invoke(target, words);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
