package io.tidegate.dispatch;

import io.tidegate.config.GatewayConfig;
import io.tidegate.event.EventId;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.OrderKeys;
import io.tidegate.route.Router;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.Worker;
import io.tidegate.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * What all dispatch verticles of one process share: the configuration, the routes, and the limits
 * of destinations, which hold for the process as a whole.
 */
public final class Dispatch {

    private final String process;
    private final EventStores stores;
    private final ActionMaker actions;
    private final Tracing tracing;
    private final GatewayMetrics metrics;
    private final InstantSource clock;
    private final Promise<Void> informed = Promise.promise();
    private final Random random;
    private final LongSupplier nanoTime;
    private final Set<EventId> begun = ConcurrentHashMap.newKeySet();
    private final List<EventStore> opened = new CopyOnWriteArrayList<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private volatile Plan plan;

    /**
     * Everything the verticles need.
     *
     * @param router the routes of the configuration
     * @param process the name of this process, the same after a restart, so that it takes up at
     *     once what it had; no two processes on one store may share it
     * @param dedup what makes two events the same
     * @param actions makes the actions of destinations
     * @param clock what latency is measured with
     */
    public Dispatch(
            GatewayConfig config,
            Router router,
            String process,
            DedupRules dedup,
            EventStores stores,
            ActionMaker actions,
            GatewayMetrics metrics,
            Tracing tracing,
            InstantSource clock) {
        // The default generator of the JDK is slow and safe for many threads: just what a retry
        // needs.
        this(
                config,
                router,
                process,
                dedup,
                stores,
                actions,
                metrics,
                tracing,
                clock,
                new Random(),
                System::nanoTime);
    }

    /**
     * The same with jitter from a seed.
     *
     * @param nanoTime the time in nanoseconds since some moment, by which leases are measured
     */
    Dispatch(
            GatewayConfig config,
            Router router,
            String process,
            DedupRules dedup,
            EventStores stores,
            ActionMaker actions,
            GatewayMetrics metrics,
            Tracing tracing,
            InstantSource clock,
            Random random,
            LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.process = process;
        this.stores = stores;
        this.actions = actions;
        this.tracing = tracing;
        this.metrics = metrics;
        this.clock = clock;
        metrics.shards(() -> opened.stream().mapToInt(EventStore::shards).sum());
        plan = Plan.first(config, router, dedup, metrics, tracing);
        showBreakers(plan.targets().keySet());
    }

    private void showBreakers(Set<String> destinations) {
        destinations.forEach(name -> metrics.breaker(name, () -> breakerLevel(name)));
    }

    private int breakerLevel(String destination) {
        Target target = plan.targets().get(destination);
        return target == null ? 0 : target.lane().breaker().level();
    }

    /**
     * Goes over to another configuration, on all event loops. Destinations that are configured as
     * before are not touched; of those that were changed or taken out, attempts under way are
     * finished and what waits is parked. What cannot change while running must not have. To be
     * called once at a time, and not on an event loop. Completes when every event that is read from
     * now on is dealt with by the new configuration; fails if that is impossible, and then nothing
     * has changed.
     */
    public Future<Void> adopt(GatewayConfig config, Router router, DedupRules dedup) {
        Plan before = plan;
        Plan next = before.next(config, router, dedup, metrics);
        var prepared = followers.stream().map(it -> it.prepare(next)).toList();
        return Future.join(prepared)
                .onFailure(
                        impossible ->
                                prepared.stream()
                                        .filter(Future::succeeded)
                                        .forEach(it -> it.result().drop()))
                .compose(ready -> goOver(next, prepared))
                .onSuccess(done -> retire(before))
                .mapEmpty();
    }

    private Future<?> goOver(Plan next, List<Future<Follower.Change>> prepared) {
        var added = new HashSet<>(next.targets().keySet());
        added.removeAll(plan.targets().keySet());
        plan = next;
        showBreakers(added);
        return Future.join(prepared.stream().map(it -> it.result().make()).toList());
    }

    private void retire(Plan before) {
        plan.tally().settle();
        var gone = new HashSet<>(before.targets().values());
        gone.removeAll(plan.targets().values());
        gone.forEach(it -> it.lane().retire());
    }

    /** The plan of the start or the last one that was adopted. */
    Plan plan() {
        return plan;
    }

    /** Lets a verticle know of plans to come. */
    void follow(Follower follower) {
        followers.add(follower);
    }

    GatewayConfig config() {
        return plan.config();
    }

    /** Opens the store of one verticle, which takes part in reading from now on. */
    EventStore openStore(int instance) {
        EventStore store = stores.open();
        opened.add(store);
        store.join(new Worker(process, instance));
        return store;
    }

    /** Completes when it is known what is paused: nothing is to be begun before. */
    Promise<Void> informed() {
        return informed;
    }

    Backoff backoff() {
        return new Backoff(random);
    }

    InFlight inFlight(EventStore store) {
        return new InFlight(begun, store::giveBack);
    }

    OrderKeys keys() {
        return plan.keys();
    }

    InstantSource clock() {
        return clock;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    /** A destination for the verticle that calls, whose event loop its action belongs to. */
    Destination destination(String name, Target target, EventStore store) {
        var of = target.config();
        return new Destination(
                name,
                target.lane(),
                TracedAction.of(actions.make(name, of, store), tracing),
                new RetrySchedule(of.retry(), random),
                target.budget(),
                target.meters(),
                of.rate(),
                of.gone(),
                of.timeout(),
                of.isInOrder());
    }
}
