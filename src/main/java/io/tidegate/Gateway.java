package io.tidegate;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.action.Actions;
import io.tidegate.admin.AdminVerticle;
import io.tidegate.admin.ConfigView;
import io.tidegate.admin.Holdings;
import io.tidegate.admin.Readiness;
import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Launcher;
import io.tidegate.cli.ServeOptions;
import io.tidegate.cli.ServeOptions.Role;
import io.tidegate.cli.ServeOptions.StoreKind;
import io.tidegate.config.DispatchConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.dispatch.ActionMaker;
import io.tidegate.dispatch.Dispatch;
import io.tidegate.dispatch.DispatchVerticle;
import io.tidegate.ingress.Ingress;
import io.tidegate.ingress.Outbound;
import io.tidegate.ingress.Supplies;
import io.tidegate.metrics.Examples;
import io.tidegate.metrics.Exposition;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.store.EventJournal;
import io.tidegate.store.EventStores;
import io.tidegate.store.redis.EmbeddedRedis;
import io.tidegate.trace.Tracing;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running gateway: builds every part, starts them in order, and stops them in reverse. */
final class Gateway implements Launcher.Running {

    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);

    private final Vertx vertx;
    private final Blueprint blueprint;
    private final ServeOptions options;
    private final GatewayConfig config;
    private final Map<String, String> environment;
    private final InstantSource clock = InstantSource.system();
    private final Tracing tracing;
    private final PrometheusMeterRegistry registry;
    private final Examples examples;
    private final GatewayMetrics metrics;

    private final Readiness readiness = new Readiness();
    private final Reload reload;

    private IntSupplier publicPort = () -> 0;
    private IntSupplier adminPort = () -> 0;

    /** What ends each part that was started, the last one first. */
    private final Deque<Supplier<Future<?>>> stops = new ArrayDeque<>();

    Gateway(
            Vertx vertx,
            Blueprint blueprint,
            ServeOptions options,
            Map<String, String> environment) {
        this.vertx = vertx;
        this.blueprint = blueprint;
        this.options = options;
        this.environment = environment;
        config = blueprint.config();
        tracing = Traces.tracing(environment);
        examples = Examples.of(tracing.isOn(), clock);
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics = new GatewayMetrics(registry, examples);
        reload = new Reload(vertx, blueprint, metrics, clock);
    }

    /** Starts every part that the options name; fails with a message for the user. */
    Future<Void> start() {
        var process = metrics.process();
        var loops = ((VertxInternal) vertx).nettyEventLoopGroup();
        var watch = LoopWatch.over(loops, metrics.loops(), System::nanoTime, LoopWatch.PERIOD);
        stops.push(
                () -> {
                    watch.close();
                    process.close();
                    return tracing.stop();
                });
        return redis().compose(this::startParts).onSuccess(started -> announce());
    }

    private void announce() {
        readiness.started();
        var roles = options.roles();
        LOGGER.atInfo()
                .addKeyValue("public", roles.contains(Role.INGRESS) ? publicPort.getAsInt() : "off")
                .addKeyValue("admin", roles.contains(Role.ADMIN) ? adminPort.getAsInt() : "off")
                .addKeyValue("sources", config.sources().size())
                .addKeyValue("destinations", config.destinations().size())
                .log("ready");
        blueprint.unverified().forEach(Reload::warn);
        reload.start();
        stops.push(reload::stop);
    }

    private Future<RedisConfig> redis() {
        if (options.store() == StoreKind.MEMORY || !config.redis().isEmbedded()) {
            return Future.succeededFuture(config.redis());
        }
        var path = environment.getOrDefault("PATH", "");
        return EmbeddedRedis.start(vertx, config.redis(), config.store().durability(), path)
                .onSuccess(server -> stops.push(server::stop))
                .map(EmbeddedRedis::config);
    }

    private Future<Void> startParts(RedisConfig redis) {
        return Wall.of(vertx, config, options.store(), redis, metrics, clock)
                .compose(wall -> startParts(wall, redis));
    }

    private Future<Void> startParts(Wall wall, RedisConfig redis) {
        // First in and last out: operators see a start and a stop from beginning to end.
        return startIf(Role.ADMIN, () -> startAdmin(wall))
                .compose(up -> startIf(Role.DISPATCH, () -> startDispatch(wall.stores(), redis)))
                .compose(up -> startIf(Role.INGRESS, () -> startIngress(wall)))
                .mapEmpty();
    }

    private Future<?> startIf(Role role, Supplier<Future<?>> part) {
        return options.roles().contains(role) ? part.get() : Future.succeededFuture();
    }

    private Future<?> startDispatch(EventStores stores, RedisConfig redis) {
        var worker = WorkerName.of(config.admin(), options);
        var actions =
                new Actions(
                        vertx,
                        redis,
                        clock,
                        config.outbound(),
                        worker,
                        environment,
                        blueprint.extensions().plugins());
        var dedup = DedupOf.sources(blueprint);
        ActionMaker maker = (name, of, store) -> actions.make(name, of, store::append);
        var dispatch =
                new Dispatch(
                        config,
                        blueprint.router(),
                        worker,
                        dedup,
                        stores,
                        maker,
                        metrics,
                        tracing,
                        clock);
        reload.follow(next -> dispatch.adopt(next.config(), next.router(), DedupOf.sources(next)));
        var instance = new AtomicInteger();
        return deployed(
                vertx.deployVerticle(
                        () -> new DispatchVerticle(dispatch, instance.getAndIncrement()),
                        new DeploymentOptions().setInstances(instances(config.dispatch()))));
    }

    private static int instances(DispatchConfig dispatch) {
        int cores = Runtime.getRuntime().availableProcessors();
        return dispatch.instances() == 0 ? cores : dispatch.instances();
    }

    private Future<?> startIngress(Wall wall) {
        return JournalOf.process(vertx, config.store(), options.store(), readiness)
                .onSuccess(journal -> stops.push(journal::close))
                .compose(journal -> startIngress(wall, journal));
    }

    private Future<?> startIngress(Wall wall, EventJournal journal) {
        var supplies =
                new Supplies(
                        wall.stores(),
                        config.store().hold(),
                        journal,
                        wall.vaults(),
                        config.store().secretKey(),
                        blueprint.shelf(),
                        Outbound.guarded(),
                        tracing);
        var sources = blueprint.sources().values();
        var ingress = Ingress.of(config.publicPort(), sources, supplies, metrics, clock);
        // After dispatch: an event of a new source must find its routes.
        reload.follow(next -> ingress.adopt(next.config().publicPort(), next.sources().values()));
        publicPort = ingress::port;
        readiness.needsStore(ingress::isUsable);
        readiness.needsLoops(ingress::isAlive);
        return deployed(ingress.start(vertx))
                .onSuccess(up -> stops.push(() -> drain(ingress)))
                .recover(
                        cause -> {
                            var port = config.publicPort();
                            return cannotListen("public", port.host(), port.port(), cause);
                        });
    }

    private Future<?> startAdmin(Wall wall) {
        var port = config.admin();
        var holdings = new Holdings(wall.stores(), wall.vaults());
        var admin =
                new AdminVerticle(
                        view(blueprint),
                        readiness,
                        holdings,
                        reload,
                        metrics,
                        new Exposition(registry, examples));
        reload.follow(next -> admin.adopt(view(next)));
        adminPort = admin::port;
        return deployed(vertx.deployVerticle(() -> admin, new DeploymentOptions()))
                .recover(cause -> cannotListen("admin", port.host(), port.port(), cause));
    }

    private static ConfigView view(Blueprint blueprint) {
        return new ConfigView(blueprint.config(), blueprint.router(), blueprint.capturing());
    }

    private static <T> Future<T> cannotListen(String key, String host, int port, Throwable cause) {
        return Future.failedFuture(
                "cannot listen on %s port %d: %s; change %s.port or stop what uses it"
                        .formatted(host, port, cause.getMessage(), key));
    }

    /** Says that it is not ready, and goes on serving until everybody has heard of it. */
    private Future<?> drain(Ingress ingress) {
        readiness.drain();
        ingress.drain();
        var wait = config.publicPort().drain();
        LOGGER.atInfo().addKeyValue("for", wait).log("draining");
        return wait.isZero()
                ? Future.succeededFuture()
                : vertx.timer(wait.toMillis(), MILLISECONDS);
    }

    private Future<String> deployed(Future<String> deployment) {
        return deployment.onSuccess(id -> stops.push(() -> vertx.undeploy(id)));
    }

    @Override
    public Future<Void> stop() {
        // A future of its own, bound to no event loop: theirs are gone when the last part has
        // ended.
        Promise<Void> stopped = Promise.promise();
        stopParts()
                .onComplete(
                        parts -> {
                            LOGGER.atInfo().log("stopped");
                            vertx.close().onComplete(stopped);
                        });
        return stopped.future();
    }

    private Future<Void> stopParts() {
        var next = stops.poll();
        return next == null ? Future.succeededFuture() : next.get().transform(ended -> stopParts());
    }
}
