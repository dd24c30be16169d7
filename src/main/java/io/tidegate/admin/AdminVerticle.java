package io.tidegate.admin;

import io.tidegate.config.GatewayConfig;
import io.tidegate.config.QueueConfig;
import io.tidegate.config.RetryConfig;
import io.tidegate.metrics.Exposition;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.OrderKeys;
import io.tidegate.store.EventStore;
import io.tidegate.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The admin port: opens it and closes it. One instance. */
public final class AdminVerticle extends VerticleBase {

    private static final int IDLE_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private final GatewayConfig config;
    private final io.tidegate.route.Router routes;
    private final Readiness readiness;
    private final Holdings holdings;
    private final GatewayMetrics metrics;
    private final Exposition scrape;
    private Supplier<Future<?>> closing = Future::succeededFuture;
    private volatile int port;

    /**
     * @param routes the routes of the configuration
     * @param scrape writes all meters; called on a worker thread
     */
    public AdminVerticle(
            GatewayConfig config,
            io.tidegate.route.Router routes,
            Readiness readiness,
            Holdings holdings,
            GatewayMetrics metrics,
            Exposition scrape) {
        this.config = config;
        this.routes = routes;
        this.readiness = readiness;
        this.holdings = holdings;
        this.metrics = metrics;
        this.scrape = scrape;
    }

    @Override
    public Future<?> start() {
        EventStore store = holdings.stores().open();
        SecretVault vault = holdings.openVault();
        readiness.needsStore(store::isUsable);
        var meters = metrics.store();
        meters.durability(config.store().durability().word());
        var watch = new StoreWatch(store, meters, config.destinations().keySet());
        watch.refresh();
        vertx.setPeriodic(StoreWatch.PERIOD_MILLIS, timer -> watch.refresh());
        HttpServer server =
                vertx.createHttpServer(options()).requestHandler(router(store, vault, watch));
        closing =
                () ->
                        server.shutdown(STOP_SECONDS, TimeUnit.SECONDS)
                                .eventually(store::close)
                                .eventually(vault::close);
        return server.listen(config.admin().port(), config.admin().host())
                .onSuccess(bound -> port = bound.actualPort());
    }

    private Router router(EventStore store, SecretVault vault, StoreWatch watch) {
        String durability = config.store().durability().word();
        var guard = new TokenGuard(config.admin(), metrics.adminRefusals()::increment);
        var names = config.destinations().keySet();
        return new AdminRoutes(vertx, new HealthApi(readiness, durability), guard, scrape)
                .router(
                        List.of(
                                new ConfigApi(config, metrics)::mount,
                                new StoreApi(config.store(), store, holdings.stores())::mount,
                                new DestinationApi(store, config.destinations(), watch)::mount,
                                new QueueApi(queues(store), watch)::mount,
                                new EventApi(store, new Explanations(vertx, routes))::mount,
                                new EventReplay(store, routes, OrderKeys.of(config.destinations()))
                                        ::mount,
                                new ParkedApi(vertx, store, watch)::mount,
                                new DeadApi(
                                                vertx,
                                                store,
                                                names::contains,
                                                watch::isKnown,
                                                metrics.dead(names))
                                        ::mount,
                                new CaptureApi(vault, holdings.capturing())::mount));
    }

    private Map<String, PullQueue> queues(EventStore store) {
        var queues = new HashMap<String, PullQueue>();
        config.destinations()
                .forEach(
                        (name, destination) ->
                                Optional.ofNullable(destination.queue())
                                        .map(it -> queue(name, it, destination.retry(), store))
                                        .ifPresent(it -> queues.put(name, it)));
        return Map.copyOf(queues);
    }

    private PullQueue queue(String name, QueueConfig config, RetryConfig retry, EventStore store) {
        var meters = metrics.destination(name);
        return new PullQueue(name, config.visibility(), retry.attempts(), store, meters);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(IDLE_SECONDS);
    }

    /** The port that is listened on, which the system chose if 0 was configured. */
    public int port() {
        return port;
    }

    @Override
    public Future<?> stop() {
        return closing.get();
    }
}
