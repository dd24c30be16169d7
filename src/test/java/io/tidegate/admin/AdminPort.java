package io.tidegate.admin;

import static io.tidegate.testing.Futures.await;
import static io.tidegate.testing.Futures.awaitOn;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.config.ConfigFile;
import io.tidegate.config.GatewayConfig;
import io.tidegate.metrics.Examples;
import io.tidegate.metrics.Exposition;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.Router;
import io.tidegate.store.EventStore;
import io.tidegate.store.memory.MemoryEventStores;
import io.tidegate.store.memory.MemorySecretVaults;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** An admin port under test, over a store in memory. */
final class AdminPort implements AutoCloseable {

    private static final String CONFIG =
            """
            admin: { port: 0, token: "%s", writeToken: "%s" }
            sources:
              shop: { provider: github, secrets: [0123456789abcdef], maxBody: 64KiB, labels: [a] }
              any: { verify: none }
            destinations:
              ci: { http: { url: "http://127.0.0.1:1/", sign: 0123456789abcdef }, order: .body.key }
              console: { log: {} }
              jobs: { queue: { visibility: 10s }, retry: { attempts: 2 } }
            routes:
              keyed: { from: ["label:a"], when: '.body.key == "k1"', to: [ci] }
              never: { from: [shop, any], when: .type.x, to: [ci, console] }
            """;

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicLong ahead = new AtomicLong();
    final Readiness readiness = new Readiness();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final FakeChanges changes = new FakeChanges();
    final FlakyStores stores;
    final GatewayMetrics metrics = new GatewayMetrics(registry);
    final MemorySecretVaults vaults;
    private final Context context;
    private final EventStore store;
    private final Vertx vertx;
    private final AdminVerticle verticle;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String deployment;

    AdminPort(Vertx vertx, String token) throws IOException {
        this(vertx, token, "");
    }

    AdminPort(Vertx vertx, String token, String writeToken) throws IOException {
        this.vertx = vertx;
        GatewayConfig config = config(token, writeToken);
        InstantSource clock = () -> NOON.plusMillis(ahead.get());
        stores = new FlakyStores(new MemoryEventStores(vertx, config.store(), clock));
        vaults = new MemorySecretVaults(clock);
        context = vertx.getOrCreateContext();
        store = awaitOn(context, () -> Future.succeededFuture(stores.open()));
        verticle =
                new AdminVerticle(
                        view(config),
                        readiness,
                        new Holdings(stores, vaults),
                        changes,
                        metrics,
                        new Exposition(registry, Examples.none()));
        readiness.started();
        deployment = await(vertx.deployVerticle(verticle));
    }

    private static ConfigView view(GatewayConfig config) {
        var routes = Router.compile(config.routes(), config.sources());
        return new ConfigView(config, routes, Set.of("shop"));
    }

    /** Goes over to another configuration. */
    void adopt(String yaml) throws IOException {
        await(verticle.adopt(view(read(yaml))));
    }

    /** Lets the clock of the store jump ahead. */
    void advance(Duration time) {
        ahead.addAndGet(time.toMillis());
    }

    private static GatewayConfig config(String token, String writeToken) throws IOException {
        return read(CONFIG.formatted(token, writeToken));
    }

    private static GatewayConfig read(String yaml) throws IOException {
        Path file = Files.createTempFile("tidegate", ".yaml");
        try {
            Files.writeString(file, yaml);
            return ConfigFile.read(file, Map.of()).draft();
        } finally {
            Files.delete(file);
        }
    }

    /** What a store call comes to. */
    <T> T inStore(Function<EventStore, Future<T>> call) {
        return awaitOn(context, () -> call.apply(store));
    }

    /** Its address. */
    String url() {
        return "http://127.0.0.1:" + verticle.port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Posts JSON. */
    HttpResponse<String> post(String path, JsonObject body) {
        var bytes = HttpRequest.BodyPublishers.ofString(body.encode());
        return send("POST", path, bytes, "Content-Type", "application/json");
    }

    HttpResponse<String> send(
            String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON object at a path that must answer 200. */
    JsonObject json(String path) {
        return json(get(path));
    }

    /** The JSON object of an answer that must be 200. */
    static JsonObject json(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    @Override
    public void close() {
        await(vertx.undeploy(deployment));
    }
}
