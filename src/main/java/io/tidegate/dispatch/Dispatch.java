package io.tidegate.dispatch;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.event.EventId;
import io.tidegate.metrics.DestinationMeters;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.Router;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all dispatch verticles of one process share: the configuration, the routes, and the limits
 * of destinations, which hold for the process as a whole.
 */
public final class Dispatch {

    private final GatewayConfig config;
    private final String process;
    private final Router router;
    private final EventStores stores;
    private final ActionMaker actions;
    private final InstantSource clock;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, DestinationMeters> meters = new HashMap<>();
    private final Tally tally;
    // The default generator of the JDK is slow and safe for many threads: just what a retry needs.
    private final Random random = new Random();
    private final Set<EventId> begun = ConcurrentHashMap.newKeySet();

    /**
     * Everything the verticles need.
     *
     * @param process the name of this process, the same after a restart, so that it resumes at once
     *     what it had read before; no two processes on one store may share it
     * @param actions makes the actions of destinations
     * @param clock what latency is measured with
     * @throws io.tidegate.route.RouteException if a route cannot be compiled
     */
    public Dispatch(
            GatewayConfig config,
            String process,
            EventStores stores,
            ActionMaker actions,
            GatewayMetrics metrics,
            InstantSource clock) {
        this.config = config;
        this.process = process;
        this.router = Router.compile(config.routes());
        this.stores = stores;
        this.actions = actions;
        this.clock = clock;
        this.tally = new Tally(config, metrics);
        config.destinations()
                .forEach(
                        (name, destination) -> {
                            lanes.put(name, new Lane(destination.concurrency()));
                            meters.put(name, metrics.destination(name));
                        });
    }

    GatewayConfig config() {
        return config;
    }

    String worker(int instance) {
        return process + "-" + instance;
    }

    EventStore openStore() {
        return stores.open();
    }

    Backoff backoff() {
        return new Backoff(random);
    }

    InFlight inFlight() {
        return new InFlight(begun);
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
                actions.make(name, destination, store),
                new RetrySchedule(destination.retry(), random),
                Objects.requireNonNull(meters.get(name)),
                destination.timeout());
    }

    /** The intake of one verticle. */
    Intake intake(EventStore store, Map<String, Destination> destinations, Tools tools) {
        var dedupWindow = config.store().dedupWindow();
        return new Intake(store, dedupWindow, router, destinations, tools, tally);
    }
}
