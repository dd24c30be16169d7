package io.tidegate.dispatch;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.event.EventId;
import io.tidegate.metrics.DestinationMeters;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.OrderKeys;
import io.tidegate.route.Router;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.Worker;
import io.tidegate.trace.Tracing;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * What all dispatch verticles of one process share: the configuration, the routes, and the limits
 * of destinations, which hold for the process as a whole.
 */
public final class Dispatch {

    private final GatewayConfig config;
    private final String process;
    private final IntakeRules rules;
    private final OrderKeys keys;
    private final Router router;
    private final EventStores stores;
    private final ActionMaker actions;
    private final Tracing tracing;
    private final InstantSource clock;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, RetryBudget> budgets = new HashMap<>();
    private final Map<String, DestinationMeters> meters = new HashMap<>();
    private final Tally tally;
    private final Promise<Void> informed = Promise.promise();
    // The default generator of the JDK is slow and safe for many threads: just what a retry needs.
    private final Random random = new Random();
    private final Set<EventId> begun = ConcurrentHashMap.newKeySet();
    private final List<EventStore> opened = new CopyOnWriteArrayList<>();

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
        this.config = config;
        this.process = process;
        this.rules =
                new IntakeRules(dedup, config.dispatch().poisonAfter(), config.sourcesInOrder());
        this.keys = OrderKeys.of(config.destinations());
        this.router = router;
        this.stores = stores;
        this.actions = actions;
        this.tracing = tracing;
        this.clock = clock;
        this.tally = new Tally(config, router, metrics, tracing);
        metrics.shards(() -> opened.stream().mapToInt(EventStore::shards).sum());
        config.destinations()
                .forEach(
                        (name, destination) -> {
                            Lane lane = lane(destination);
                            lanes.put(name, lane);
                            budgets.put(name, budget(destination));
                            meters.put(name, metrics.destination(name));
                            metrics.breaker(name, () -> lane.breaker().level());
                        });
    }

    private static Lane lane(DestinationConfig destination) {
        int concurrency = destination.concurrency();
        var breaker = new Breaker(destination.breaker(), concurrency);
        var lane = new Lane(concurrency, breaker, destination.rate(), System::nanoTime);
        if (destination.queue() != null) {
            // For good: its deliveries are parked until clients fetch them.
            lane.pause();
        }
        return lane;
    }

    private static RetryBudget budget(DestinationConfig destination) {
        return new RetryBudget(destination.retry().budget(), System.nanoTime());
    }

    GatewayConfig config() {
        return config;
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

    /** The destinations of which clients fetch what is parked. */
    Set<String> queues() {
        return config.destinations().entrySet().stream()
                .filter(it -> it.getValue().queue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Backoff backoff() {
        return new Backoff(random);
    }

    InFlight inFlight(EventStore store) {
        return new InFlight(begun, store::giveBack);
    }

    OrderKeys keys() {
        return keys;
    }

    InstantSource clock() {
        return clock;
    }

    /** The destinations for the verticle that calls, whose event loop their actions belong to. */
    Map<String, Destination> destinations(EventStore store) {
        var made = new HashMap<String, Destination>();
        config.destinations().forEach((name, of) -> made.put(name, destination(name, of, store)));
        return Map.copyOf(made);
    }

    private Destination destination(String name, DestinationConfig destination, EventStore store) {
        return new Destination(
                name,
                Objects.requireNonNull(lanes.get(name)),
                TracedAction.of(actions.make(name, destination, store), tracing),
                new RetrySchedule(destination.retry(), random),
                Objects.requireNonNull(budgets.get(name)),
                Objects.requireNonNull(meters.get(name)),
                destination.rate(),
                destination.gone(),
                destination.timeout(),
                destination.isInOrder());
    }

    /** The intake of one verticle. */
    Intake intake(EventStore store, Map<String, Destination> destinations, Tools tools) {
        return new Intake(store, rules, router, destinations, tools, tally);
    }
}
