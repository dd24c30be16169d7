package io.tidegate.admin;

import io.tidegate.config.AdminConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.metrics.Exposition;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.store.EventStore;
import io.tidegate.store.NoVault;
import io.tidegate.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The admin port: opens it and closes it. One instance. */
public final class AdminVerticle extends VerticleBase {

    private static final int IDLE_SECONDS = 60;
    private static final int STOP_SECONDS = 5;

    private final Readiness readiness;
    private final Holdings holdings;
    private final ConfigChanges changes;
    private final GatewayMetrics metrics;
    private final Exposition scrape;
    private ConfigView view;
    private SecretVault vault = new NoVault();
    private StoreWatch watch;
    private RestApi api;
    private Router router;
    private Supplier<Future<?>> closing = Future::succeededFuture;
    private volatile int port;

    /**
     * @param changes what becomes of changes of the configuration
     * @param scrape writes all meters; called on a worker thread
     */
    @SuppressWarnings("NullAway.Init") // The rest can be made on the event loop only, in start.
    public AdminVerticle(
            ConfigView view,
            Readiness readiness,
            Holdings holdings,
            ConfigChanges changes,
            GatewayMetrics metrics,
            Exposition scrape) {
        this.view = view;
        this.readiness = readiness;
        this.holdings = holdings;
        this.changes = changes;
        this.metrics = metrics;
        this.scrape = scrape;
    }

    @Override
    public Future<?> start() {
        EventStore store = holdings.stores().open();
        readiness.needsStore(store::isUsable);
        var meters = metrics.store();
        meters.durability(view.config().store().durability().word());
        watch = new StoreWatch(store, meters, destinations());
        api = new RestApi(vertx, holdings.stores(), store, watch, metrics, changes);
        show(view);
        watch.refresh();
        vertx.setPeriodic(StoreWatch.PERIOD_MILLIS, timer -> watch.refresh());
        HttpServer server =
                vertx.createHttpServer(options()).requestHandler(it -> router.handle(it));
        closing =
                () ->
                        server.shutdown(STOP_SECONDS, TimeUnit.SECONDS)
                                .eventually(store::close)
                                .eventually(() -> vault.close());
        AdminConfig admin = view.config().admin();
        return server.listen(admin.port(), admin.host())
                .onSuccess(bound -> port = bound.actualPort());
    }

    private Set<String> destinations() {
        return view.config().destinations().keySet();
    }

    /**
     * Goes over to another configuration: every request that comes from now on is answered by it.
     * What cannot change while running must not have. For any thread.
     */
    public Future<Void> adopt(ConfigView next) {
        Promise<Void> adopted = Promise.promise();
        context.runOnContext(
                now -> Future.succeededFuture(next).map(this::show).onComplete(adopted));
        return adopted.future();
    }

    private @Nullable Void show(ConfigView next) {
        view = next;
        if (vault instanceof NoVault && !next.capturing().isEmpty()) {
            vault = holdings.vaults().openVault();
        }
        watch.serve(destinations());
        router = router(next.config());
        return null;
    }

    private Router router(GatewayConfig config) {
        String durability = config.store().durability().word();
        var health = new HealthApi(readiness, holdings.stores().backend(), durability, changes);
        var guard = new TokenGuard(config.admin(), metrics.adminRefusals()::increment);
        return new AdminRoutes(vertx, health, guard, scrape).router(api.parts(view, vault));
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
