package io.tidegate.ingress;

import static io.tidegate.testing.Futures.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.config.CatalogueFile;
import io.tidegate.config.PublicConfig;
import io.tidegate.config.Secret;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.provider.Source;
import io.tidegate.store.NoJournal;
import io.tidegate.store.NoVault;
import io.tidegate.store.SecretVaults;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.trace.Tracing;
import io.tidegate.verify.key.KeyShelf;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A public port under test with one real source, {@code /in/shop}, of a provider that the test
 * writes down, and at a time that the test sets.
 */
final class RealDoor implements AutoCloseable {

    private static final String HEAD = "id: shop\nname: Shop\ndocs: https://shop.test\n";

    final StoreScript store = new StoreScript();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Ingress ingress;
    private final AtomicReference<Instant> now = new AtomicReference<>(Door.NOW);
    private final KeyShelf shelf = new KeyShelf();
    private final Vertx vertx;
    private final String deployment;

    /**
     * What a test may say about its door.
     *
     * @param provider the provider's file, less its head
     * @param secrets the source's
     * @param vaults where captured secrets go
     * @param secretKey what they are sealed with
     * @param outbound how the door reaches others
     */
    record Plan(
            String provider,
            List<String> secrets,
            SecretVaults vaults,
            Secret secretKey,
            Outbound outbound) {

        static Plan of(String provider, String... secrets) {
            return new Plan(
                    provider, List.of(secrets), NoVault::new, Secret.NONE, Reach.anywhere());
        }

        Plan keepingIn(SecretVaults shared, String key) {
            return new Plan(provider, secrets, shared, new Secret(key), outbound);
        }

        Plan reaching(Outbound other) {
            return new Plan(provider, secrets, vaults, secretKey, other);
        }
    }

    RealDoor(Vertx vertx, Plan plan) {
        this.vertx = vertx;
        var supplies =
                new Supplies(
                        store::open,
                        Door.HOLD,
                        new NoJournal(),
                        plan.vaults(),
                        plan.secretKey(),
                        shelf,
                        plan.outbound(),
                        Tracing.off());
        ingress =
                Ingress.of(
                        Door.CONFIG,
                        List.of(source(plan, shelf)),
                        supplies,
                        new GatewayMetrics(registry),
                        now::get);
        deployment = await(ingress.start(vertx));
    }

    private static Source source(Plan plan, KeyShelf shelf) {
        var file = CatalogueFile.read("shop.yaml", HEAD + plan.provider()).provider();
        var config = SourceConfigs.of("shop", plan.secrets().toArray(String[]::new));
        return Source.compile("shop", config, file, shelf, RealDoor::refuse).orElseThrow();
    }

    private static void refuse(String path, String text) {
        throw new IllegalArgumentException(path + ": " + text);
    }

    /** Lets this time pass. */
    void advance(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    /** Goes over to this source, or to none. */
    void adopt(PublicConfig config, Plan... plans) {
        var sources = Stream.of(plans).map(it -> source(it, shelf)).toList();
        await(ingress.adopt(config, sources));
    }

    RawHttp connect() {
        return new RawHttp(ingress.port());
    }

    /** Sends one request on a connection of its own and reads the answer. */
    RawHttp.Answer ask(String request) {
        try (RawHttp sender = connect()) {
            return sender.send(request).read();
        }
    }

    /** A POST to the source with these header fields, each {@code Name: value}. */
    static String post(String body, String... fields) {
        var more = fields.length == 0 ? "" : "\r\n" + String.join("\r\n", fields);
        return "POST /in/shop HTTP/1.1\r\nHost: g%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(more, body.length(), body);
    }

    /** How often fetches of keys came to this outcome. */
    long fetches(String outcome) {
        return count("tidegate.fetches", "purpose", "key", "outcome", outcome);
    }

    /** The sum of all counters of this name that carry these tags. */
    long count(String name, String... tags) {
        return (long)
                registry.find(name).tags(tags).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum();
    }

    @Override
    public void close() {
        await(vertx.undeploy(deployment));
    }
}
