package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Every meter of the gateway.
 *
 * <p>Tags are closed sets taken from the configuration, never text of a sender. Meters are made
 * once and kept by who uses them, so that counting an event looks nothing up. What each means is
 * told in {@code meters.properties}, which help texts and {@code src/docs/metrics.md} are made of,
 * and by the identities in the Javadoc of the classes that hold them.
 */
public final class GatewayMetrics {

    /** The source that requests to no configured source are counted under. */
    public static final String UNMATCHED = "unmatched";

    private final MeterRegistry registry;
    private final Examples examples;
    private final Map<String, RouteMeters> routes = new ConcurrentHashMap<>();

    /** Meters without examples. */
    public GatewayMetrics(MeterRegistry registry) {
        this(registry, Examples.none());
    }

    /**
     * Meters whose timers name traces.
     *
     * @param examples where they go
     */
    public GatewayMetrics(MeterRegistry registry, Examples examples) {
        this.registry = registry;
        this.examples = examples;
        registry.config()
                .meterFilter(new Meanings())
                .onMeterRemoved(it -> examples.forget(it.getId()));
    }

    /** The meters of the public port as a whole; to be made once. */
    public DoorMeters door() {
        return new DoorMeters(registry);
    }

    /** The meters of fetching senders' keys. */
    public FetchMeters keyFetches() {
        return new FetchMeters(registry, "key");
    }

    /** The meters of visiting addresses that senders want to see visited. */
    public FetchMeters visits() {
        return new FetchMeters(registry, "visit");
    }

    /** The meters of one source. */
    public SourceMeters source(String source) {
        return new SourceMeters(registry, source, examples);
    }

    /** The meters of one destination. */
    public DestinationMeters destination(String destination) {
        return new DestinationMeters(registry, destination, examples);
    }

    /** Shows a destination's breaker: 0 closed, 1 half open, 2 open. */
    public void breaker(String destination, IntSupplier state) {
        Gauge.builder("tidegate.breaker", state::getAsInt)
                .tag("destination", destination)
                .strongReference(true)
                .register(registry);
    }

    /** The meters of what people did with the dead letters of these destinations. */
    public DeadMeters dead(Collection<String> destinations) {
        return new DeadMeters(registry, destinations);
    }

    /** The meters of one route, the same for all who ask. */
    public RouteMeters route(String route) {
        return routes.computeIfAbsent(route, name -> new RouteMeters(registry, name));
    }

    /**
     * Forgets the meters of sources, destinations and routes that are not among these, so that
     * their number does not grow as the configuration changes. What is counted on one of them
     * afterwards is not shown.
     */
    public void keepOnly(
            Set<String> sources, Set<String> destinations, Set<String> configuredRoutes) {
        routes.keySet().retainAll(configuredRoutes);
        var kept =
                Map.of("source", sources, "destination", destinations, "route", configuredRoutes);
        registry.getMeters().stream()
                .filter(it -> kept.keySet().stream().anyMatch(tag -> isOver(it, tag, kept)))
                .forEach(registry::remove);
    }

    private static boolean isOver(Meter meter, String tag, Map<String, Set<String>> kept) {
        String name = meter.getId().getTag(tag);
        return name != null
                && !name.equals(UNMATCHED)
                && !kept.getOrDefault(tag, Set.of()).contains(name);
    }

    /** The meters of changes of the configuration while running; to be made once. */
    public ReloadMeters reloads() {
        return new ReloadMeters(registry);
    }

    /** The meters of the store; to be made once. */
    public StoreMeters store() {
        return new StoreMeters(registry);
    }

    /** Watches how many shards this gateway reads; to be called once. */
    public void shards(IntSupplier count) {
        Gauge.builder("tidegate.shards", count::getAsInt).strongReference(true).register(registry);
    }

    /** The meters of the process; to be made once, and closed with it. */
    public ProcessMeters process() {
        return new ProcessMeters(registry);
    }

    /** The meters of event loops; the same for all who ask. */
    public LoopMeters loops() {
        return new LoopMeters(registry);
    }

    /** The meters of the links to Redis; to be made once. */
    public LinkMeters redis() {
        return new LinkMeters(registry);
    }

    /** Requests to the admin port without the right token. */
    public Counter adminRefusals() {
        return registry.counter("tidegate.admin.refused");
    }
}
