package io.tidegate;

import io.tidegate.cli.ServeOptions.StoreKind;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.store.EventStores;
import io.tidegate.store.SecretVaults;
import io.tidegate.store.memory.MemoryEventStores;
import io.tidegate.store.memory.MemorySecretVaults;
import io.tidegate.store.redis.RedisEventStores;
import io.tidegate.store.redis.RedisLinks;
import io.tidegate.store.redis.RedisSecretVaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * The durable wall between the two halves of a gateway.
 *
 * @param stores what keeps events
 * @param vaults what keeps secrets that senders handed over
 */
record Wall(EventStores stores, SecretVaults vaults) {

    /** The wall that the command line asks for; fails with a message for the user. */
    static Future<Wall> of(
            Vertx vertx,
            GatewayConfig config,
            StoreKind kind,
            RedisConfig redis,
            GatewayMetrics metrics,
            InstantSource clock) {
        return switch (kind) {
            case MEMORY -> memory(vertx, config, clock);
            case REDIS -> redis(vertx, config, redis, metrics);
        };
    }

    private static Future<Wall> memory(Vertx vertx, GatewayConfig config, InstantSource clock) {
        var level = config.store().durability();
        if (level != StoreConfig.Durability.MEMORY) {
            return Future.failedFuture(
                    "--store memory cannot keep store.durability " + level.word());
        }
        var inOrder = config.sourcesInOrder();
        return Future.succeededFuture(
                new Wall(
                        new MemoryEventStores(vertx, config.store(), inOrder, clock),
                        new MemorySecretVaults(clock)));
    }

    private static Future<Wall> redis(
            Vertx vertx, GatewayConfig config, RedisConfig redis, GatewayMetrics metrics) {
        var links = new RedisLinks(vertx, redis);
        LinkMetering.show(links.states(), metrics.redis());
        var stores = new RedisEventStores(vertx, links, config.store(), config.sourcesInOrder());
        var vaults = new RedisSecretVaults(links, config.store());
        return stores.check().map(checked -> new Wall(stores, vaults));
    }
}
