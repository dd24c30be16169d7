package io.tidegate.admin;

import io.tidegate.config.GatewayConfig;
import io.tidegate.config.QueueConfig;
import io.tidegate.config.RetryConfig;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.OrderKeys;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.SecretVault;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The REST API, put together anew for each configuration. What outlives a configuration is in the
 * parts that are given to it. Owned by the admin event loop.
 */
final class RestApi {

    private final Vertx vertx;
    private final EventStores stores;
    private final EventStore store;
    private final StoreWatch watch;
    private final GatewayMetrics metrics;
    private final ConfigChanges changes;
    private final AtomicBoolean isWalking = new AtomicBoolean();

    RestApi(
            Vertx vertx,
            EventStores stores,
            EventStore store,
            StoreWatch watch,
            GatewayMetrics metrics,
            ConfigChanges changes) {
        this.vertx = vertx;
        this.stores = stores;
        this.store = store;
        this.watch = watch;
        this.metrics = metrics;
        this.changes = changes;
    }

    /** The parts of the API by this configuration, each of which mounts itself. */
    List<Consumer<Router>> parts(ConfigView view, SecretVault vault) {
        var config = view.config();
        var routes = view.routes();
        return List.of(
                new ConfigApi(config, metrics)::mount,
                new ReloadApi(changes)::mount,
                new StoreApi(config.store(), store, stores)::mount,
                new DestinationApi(store, config.destinations(), watch)::mount,
                new QueueApi(queues(config), watch)::mount,
                new EventApi(store, new Explanations(vertx, routes))::mount,
                new EventReplay(store, routes, OrderKeys.of(config.destinations()))::mount,
                new ParkedApi(vertx, store, watch)::mount,
                dead(config)::mount,
                new CaptureApi(vault, view.capturing())::mount);
    }

    private DeadApi dead(GatewayConfig config) {
        var names = config.destinations().keySet();
        var meters = metrics.dead(names);
        return new DeadApi(vertx, store, names::contains, watch::isKnown, meters, isWalking);
    }

    private Map<String, PullQueue> queues(GatewayConfig config) {
        var queues = new HashMap<String, PullQueue>();
        config.destinations()
                .forEach(
                        (name, destination) ->
                                Optional.ofNullable(destination.queue())
                                        .map(it -> queue(name, it, destination.retry()))
                                        .ifPresent(it -> queues.put(name, it)));
        return Map.copyOf(queues);
    }

    private PullQueue queue(String name, QueueConfig config, RetryConfig retry) {
        var meters = metrics.destination(name);
        return new PullQueue(name, config.visibility(), retry.attempts(), store, meters);
    }
}
