package io.tidegate.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.config.GatewayConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.Router;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.memory.MemoryEventStores;
import io.tidegate.testing.Events;
import io.tidegate.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Workers over one memory store in a {@link VirtualWorld}. Commands take time and fail, attempts
 * too, and workers end or stand still whenever the seed says so.
 */
final class SimulatedSite {

    private static final int SLOWEST_COMMAND = 8;
    private static final double SHARE_FAILED = 0.03;

    private final Random random;
    private final VirtualWorld world;
    private final GatewayConfig config;
    private final Router router;
    private final MemoryEventStores stores;
    private final EventStore outside;
    private final List<VirtualWorld.Loop> loops = new ArrayList<>();
    private final List<EventId> appended = new ArrayList<>();

    /** What was delivered, parked or buried at least once, as "id destination". */
    private final Set<String> placed = new HashSet<>();

    private final Set<String> done = new HashSet<>();
    private final List<String> broken = new ArrayList<>();
    private final SimulatedSink sink;
    private boolean isReliable;
    private String forgets = "";
    private int workers;

    SimulatedSite(long seed, GatewayConfig config, Router router) {
        this.random = new Random(seed);
        this.world = new VirtualWorld(random);
        this.config = config;
        this.router = router;
        stores = new MemoryEventStores(world.vertx(), config.store(), world::now);
        outside = stores.open();
        sink = new SimulatedSink(random, world, this::taken);
    }

    /** From now on the store says that it has done this, and has not. */
    void forget(String call) {
        forgets = call;
    }

    /** Starts a worker of a process of its own. */
    void start() {
        String process = "p" + workers++;
        var loop = world.begin();
        loops.add(loop);
        var dispatch =
                new Dispatch(
                        config,
                        router,
                        process,
                        DedupRules.everywhere(DedupRule.byKey(Duration.ofDays(3))),
                        () -> slow(stores.open(), loop),
                        (name, destination, store) -> sink.action(loop),
                        new GatewayMetrics(new SimpleMeterRegistry()),
                        Tracing.off(),
                        world::now,
                        random,
                        world::nanoTime);
        loop.add(0, () -> deploy(new DispatchVerticle(dispatch, 0), loop));
    }

    private static void deploy(DispatchVerticle verticle, VirtualWorld.Loop loop) {
        try {
            verticle.deploy(loop.context());
        } catch (Exception cannotStart) {
            throw new IllegalStateException(cannotStart);
        }
    }

    /** Ends one worker in the midst of everything. */
    void crash() {
        if (!loops.isEmpty()) {
            var loop = loops.remove(random.nextInt(loops.size()));
            loop.crash();
            sink.crashed(loop);
        }
    }

    /** One worker stands still for this long, and does not know. */
    void standStill(Duration time) {
        if (!loops.isEmpty()) {
            loops.get(random.nextInt(loops.size())).standStill(time.toMillis());
        }
    }

    void append(int count) {
        for (int i = 0; i < count; i++) {
            String key = "e" + appended.size();
            appended.add(outside.append(Events.event(key)).result());
        }
    }

    void pass(Duration time) {
        world.pass(time.toMillis());
    }

    /** Lets nothing fail any more. */
    void mend() {
        trustStore();
        sink.mend();
    }

    /** Lets no command fail any more. */
    void trustStore() {
        isReliable = true;
    }

    SimulatedSink sink() {
        return sink;
    }

    private void taken(String delivery) {
        placed.add(delivery);
        done.add(delivery);
    }

    private EventStore slow(EventStore store, VirtualWorld.Loop loop) {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (self, call, words) ->
                                call.getReturnType() == Future.class
                                        ? later(store, loop, call, words)
                                        : VirtualWorld.call(store, call, words));
    }

    private Future<Object> later(
            EventStore store, VirtualWorld.Loop loop, Method call, Object @Nullable [] words) {
        Promise<Object> answer = Promise.promise();
        loop.add(
                random.nextInt(SLOWEST_COMMAND),
                () -> {
                    if (isFailing()) {
                        answer.fail(StoreException.notDone(call.getName()));
                    } else {
                        execute(store, loop, call, words, answer);
                    }
                });
        return answer.future();
    }

    private boolean isFailing() {
        return !isReliable && random.nextDouble() < SHARE_FAILED;
    }

    private void execute(
            EventStore store,
            VirtualWorld.Loop loop,
            Method call,
            Object @Nullable [] words,
            Promise<Object> answer) {
        note(call.getName(), words);
        result(store, call, words)
                .onComplete(
                        result ->
                                loop.add(
                                        random.nextInt(SLOWEST_COMMAND),
                                        () -> complete(answer, result, call.getName())),
                        failure -> loop.add(1, () -> answer.fail(failure)));
    }

    private void complete(Promise<Object> answer, @Nullable Object result, String call) {
        if (isFailing()) {
            answer.fail(StoreException.unknown(call));
        } else {
            answer.complete(result);
        }
    }

    @SuppressWarnings("unchecked")
    private Future<Object> result(EventStore store, Method call, Object @Nullable [] words) {
        if (call.getName().equals(forgets)) {
            return Future.succeededFuture();
        }
        try {
            return (Future<Object>) Objects.requireNonNull(VirtualWorld.call(store, call, words));
        } catch (Throwable thrown) {
            return Future.failedFuture(thrown);
        }
    }

    /** Park first, settle second: whatever is settled must have its place by then. */
    private void note(String call, Object @Nullable [] words) {
        if (words == null) {
            return;
        }
        if (words[0] instanceof Delivery delivery) {
            placed.add(SimulatedSink.key(delivery));
            if (call.equals("bury")) {
                done.add(SimulatedSink.key(delivery));
            }
        } else if (call.equals("settle") && words[0] instanceof Collection<?> ids) {
            ids.forEach(id -> checkPlaced(id.toString()));
        }
    }

    private void checkPlaced(String id) {
        for (String destination : config.destinations().keySet()) {
            if (!placed.contains(id + " " + destination)) {
                broken.add(id + " was settled before " + destination + " had it");
            }
        }
    }

    /** What was found wrong so far. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    /** What no destination has, and is not among the dead letters. */
    List<String> missing() {
        return appended.stream()
                .flatMap(id -> config.destinations().keySet().stream().map(it -> id + " " + it))
                .filter(it -> !done.contains(it))
                .toList();
    }

    /** What the store holds. */
    StoreStatus status() {
        return outside.status(List.copyOf(config.destinations().keySet())).result();
    }

    /** Whether nothing is left to do. */
    boolean isQuiet() {
        StoreStatus status = status();
        return missing().isEmpty()
                && status.pending() == 0
                && status.parked().values().stream().allMatch(it -> it == 0);
    }
}
