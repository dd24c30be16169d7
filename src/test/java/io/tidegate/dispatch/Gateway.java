package io.tidegate.dispatch;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.action.Action;
import io.tidegate.action.Actions;
import io.tidegate.action.Plugins;
import io.tidegate.config.AdminConfig;
import io.tidegate.config.BreakerConfig;
import io.tidegate.config.ByteSize;
import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.LogConfig;
import io.tidegate.config.DestinationConfig.WhenGone;
import io.tidegate.config.DispatchConfig;
import io.tidegate.config.EmitConfig;
import io.tidegate.config.EventTemplate;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.PublicConfig;
import io.tidegate.config.QueueConfig;
import io.tidegate.config.Rate;
import io.tidegate.config.RedisConfig;
import io.tidegate.config.ReloadConfig;
import io.tidegate.config.RetryConfig;
import io.tidegate.config.RouteConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.Router;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadRange;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreStatus;
import io.tidegate.store.memory.MemoryEventStores;
import io.tidegate.testing.DestinationConfigs;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A dispatch half over a memory store, with destinations at the test's command. */
final class Gateway implements AutoCloseable {

    static final int CONCURRENCY = 4;

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(registry);
    final Faults faults = new Faults();
    final Map<String, GateAction> actions = new LinkedHashMap<>();
    private final Map<String, EmitConfig> emits = new LinkedHashMap<>();
    private final Set<String> queues = new LinkedHashSet<>();
    private final Map<String, RouteConfig> routes = new LinkedHashMap<>();
    private final List<Dispatch> processes = new ArrayList<>();
    private final Set<String> sources = new LinkedHashSet<>(Set.of("shop"));
    private final List<String> deployments = new ArrayList<>();
    private final AtomicLong ahead = new AtomicLong();
    private final MemoryEventStores stores;
    private final EventStore outside;
    private final String order;
    private Duration firstRetry = Duration.ofMillis(1);
    private WhenGone gone = WhenGone.PAUSE;
    private BreakerConfig breaker = BreakerConfig.OFF;
    private Rate rate = Rate.UNLIMITED;
    private double budget = 100;
    private int attempts = 5;
    private DedupRule dedup = DedupRule.byKey(Duration.ofDays(3));
    private Duration reclaimAfter = Duration.ofSeconds(60);
    private Duration stop = Duration.ofSeconds(5);

    /** Tests let leases run out far more often than workers crash. */
    private int poisonAfter = 100;

    Gateway(String... destinations) {
        this("", destinations);
    }

    private Gateway(String order, String... destinations) {
        this.order = order;
        var inOrder = order.isEmpty() ? Set.<String>of() : Set.of("shop");
        stores = new MemoryEventStores(vertx, store(), inOrder, this::now);
        outside = stores.open();
        for (String name : destinations) {
            actions.put(name, new GateAction());
        }
        route("all", "", "", destinations);
    }

    /** A gateway whose destinations keep an order by this key. */
    static Gateway inOrder(String order, String... destinations) {
        return new Gateway(order, destinations);
    }

    private Instant now() {
        return Instant.now().plusMillis(ahead.get());
    }

    /** Lets the clock of the store jump ahead. */
    void advance(Duration time) {
        ahead.addAndGet(time.toMillis());
    }

    static StoreConfig store() {
        return new StoreConfig(
                StoreConfig.Durability.MEMORY,
                1,
                2,
                "tg",
                Duration.ofHours(72),
                100_000,
                Duration.ofSeconds(1),
                new ByteSize(0),
                new StoreConfig.HoldConfig(Duration.ofSeconds(2), new ByteSize(64 << 20)),
                new StoreConfig.JournalConfig("", new ByteSize(256 << 20)),
                new StoreConfig.HistoryConfig(Duration.ofHours(1), new ByteSize(256 << 20)),
                Secret.NONE);
    }

    Gateway routeFrom(String source, String... to) {
        routes.put(source, new RouteConfig(List.of(source), "", "", List.of(to)));
        routes.remove("all");
        return this;
    }

    /** Adds a destination that makes an event of this source of each delivery. */
    Gateway emitting(String name, String source, int maxHops) {
        emits.put(name, new EmitConfig(source, new EventTemplate("{type}.next"), maxHops));
        return this;
    }

    /** Adds a destination of which clients fetch the deliveries. */
    Gateway queueing(String name) {
        queues.add(name);
        return this;
    }

    Gateway route(String name, String when, String transform, String... to) {
        routes.put(name, new RouteConfig(List.of("*"), when, transform, List.of(to)));
        return this;
    }

    /** The only route from now on: it splits events and leads to all destinations. */
    Gateway splitting(String transform) {
        routes.clear();
        var to = List.copyOf(actions.keySet());
        routes.put("split", new RouteConfig(List.of("*"), "", transform, true, 1_000, to));
        return this;
    }

    Gateway retrying(int times, Duration first) {
        attempts = times;
        firstRetry = first;
        return this;
    }

    Gateway breakingAfter(int failures, Duration openFor) {
        breaker = new BreakerConfig(failures, openFor);
        return this;
    }

    Gateway limitedTo(String attempts) {
        rate = Rate.parse(attempts);
        return this;
    }

    Gateway budgeting(double share) {
        budget = share;
        return this;
    }

    Gateway whenGone(WhenGone policy) {
        gone = policy;
        return this;
    }

    Gateway dropping(DedupRule duplicates) {
        dedup = duplicates;
        return this;
    }

    Gateway reclaimingAfter(Duration idle) {
        reclaimAfter = idle;
        return this;
    }

    Gateway stoppingWithin(Duration limit) {
        stop = limit;
        return this;
    }

    Gateway isolatingAfter(int crashes) {
        poisonAfter = crashes;
        return this;
    }

    /** Starts a process of this many consumers; one of the same name takes up where it left. */
    Gateway start(String process, int instances) {
        var config = config();
        var dispatch =
                new Dispatch(
                        config,
                        Router.compile(config.routes(), config.sources()),
                        process,
                        DedupRules.everywhere(dedup),
                        () -> new FaultyStore(stores.open(), faults),
                        this::make,
                        metrics,
                        Tracing.off(),
                        this::now);
        processes.add(dispatch);
        for (int i = 0; i < instances; i++) {
            deployments.add(Futures.await(vertx.deployVerticle(new DispatchVerticle(dispatch, i))));
        }
        return this;
    }

    private Action make(String name, DestinationConfig destination, EventStore store) {
        return destination.emit() == null && destination.queue() == null
                ? action(name)
                : new Actions(
                                vertx,
                                redis(),
                                this::now,
                                new OutboundConfig(OutboundConfig.Reach.PRIVATE),
                                "w",
                                Map.of(),
                                Plugins.none())
                        .make(name, destination, store::append);
    }

    private static RedisConfig redis() {
        return new RedisConfig("embedded", Secret.NONE, Duration.ofSeconds(1), "none");
    }

    GateAction action(String name) {
        var action = actions.get(name);
        if (action == null) {
            throw new IllegalArgumentException("no destination " + name);
        }
        return action;
    }

    GatewayConfig config() {
        var destinations = new LinkedHashMap<String, DestinationConfig>();
        actions.keySet().forEach(name -> destinations.put(name, destination(new LogConfig(false))));
        emits.forEach((name, emit) -> destinations.put(name, destination(emit)));
        var queue = new QueueConfig(Duration.ofSeconds(30));
        queues.forEach(name -> destinations.put(name, destination(queue)));
        return new GatewayConfig(
                new PublicConfig(
                        0,
                        "127.0.0.1",
                        1,
                        new ByteSize(1),
                        new ByteSize(1),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        new PublicConfig.VerifiersConfig(1, 1)),
                new AdminConfig(0, "127.0.0.1", Secret.NONE, Secret.NONE),
                redis(),
                store(),
                new DispatchConfig(1, 100, reclaimAfter, stop, poisonAfter),
                new OutboundConfig(OutboundConfig.Reach.PRIVATE),
                new ReloadConfig(Duration.ZERO),
                "",
                configuredSources(),
                destinations,
                routes);
    }

    private Map<String, SourceConfig> configuredSources() {
        var configured = new LinkedHashMap<String, SourceConfig>();
        sources.forEach(name -> configured.put(name, SourceConfigs.of("github")));
        configured.put("steps", SourceConfigs.internal());
        return configured;
    }

    /** Configures a destination; it is not there before {@link #adopt}. */
    Gateway adding(String name) {
        actions.put(name, new GateAction());
        return this;
    }

    /** Takes a destination out, and with it what leads there. */
    Gateway removing(String name) {
        actions.remove(name);
        routes.values().removeIf(it -> it.to().contains(name));
        return this;
    }

    /** Configures a destination otherwise, which then gets an action of its own. */
    Gateway changing(String name, int times) {
        attempts = times;
        return adding(name);
    }

    /** Configures a source; it is not known before {@link #adopt}. */
    Gateway withSource(String name) {
        sources.add(name);
        return this;
    }

    /** Takes the source out. */
    Gateway withoutSource(String name) {
        sources.remove(name);
        return this;
    }

    /** All processes go over to what is configured by now. */
    Gateway adopt() {
        var config = config();
        var router = Router.compile(config.routes(), config.sources());
        var rules = DedupRules.everywhere(dedup);
        processes.forEach(it -> Futures.await(it.adopt(config, router, rules)));
        return this;
    }

    private DestinationConfig destination(Record kind) {
        var jitter = RetryConfig.Jitter.NONE;
        var retry =
                new RetryConfig(
                        attempts, firstRetry, 1, Duration.ofHours(1), jitter, List.of(), budget);
        return DestinationConfigs.of(
                kind,
                Map.of(
                        "retry",
                        retry,
                        "concurrency",
                        CONCURRENCY,
                        "breaker",
                        breaker,
                        "gone",
                        gone,
                        "rate",
                        rate,
                        "order",
                        order));
    }

    /** Appends events of these dedup keys. */
    List<EventId> append(String... keys) {
        var ids = new ArrayList<EventId>();
        for (String key : keys) {
            ids.add(Futures.await(outside.append(Events.event(key))));
        }
        return ids;
    }

    /** Appends an event with this body. */
    EventId appendBody(String body) {
        return appendWithBody("e", body);
    }

    /** Appends an event with a body of its own. */
    EventId appendWithBody(String key, String body) {
        return Futures.await(outside.append(Events.event("shop", key, body)));
    }

    /** Appends an event of this source that was received just now. */
    EventId appendFresh(String source, String key) {
        Event old = Events.event(source, key);
        return Futures.await(
                outside.append(
                        new Event(
                                source,
                                old.provider(),
                                old.type(),
                                key,
                                now(),
                                old.headers(),
                                old.body())));
    }

    /** Appends this many events and returns their dedup keys. */
    List<String> appendMany(int count) {
        var keys = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            keys.add("e" + i);
        }
        append(keys.toArray(String[]::new));
        return keys;
    }

    /** What a store call from outside comes to, as by the admin API of any gateway. */
    <T> T inStore(Function<EventStore, Future<T>> call) {
        return Futures.await(call.apply(outside));
    }

    StoreStatus status() {
        return Futures.await(outside.status(List.copyOf(actions.keySet())));
    }

    List<DeadLetter> dead(String destination) {
        return Futures.await(outside.deadLetters(DeadRange.all(destination), 1_000));
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).meters().stream()
                .flatMap(it -> StreamSupport.stream(it.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    /** Stops the consumer that was started first. */
    void stopFirst() {
        Futures.await(vertx.undeploy(deployments.remove(0)));
    }

    /** Stops all consumers. */
    void stop() {
        deployments.forEach(id -> Futures.await(vertx.undeploy(id)));
        deployments.clear();
    }

    @Override
    public void close() {
        stop();
        Futures.await(vertx.close());
    }
}
