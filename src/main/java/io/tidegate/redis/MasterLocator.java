package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;

/** Finds the Redis master, each time anew. For any thread. */
@FunctionalInterface
public interface MasterLocator {

    /**
     * What a new connection to the master is made with: its address, and all secrets as they are
     * now. Fails within a second or two if nobody knows the master, with a message for people.
     * Whether the server is a master indeed is to be asked on the connection.
     */
    Future<RedisOptions> locate();

    /**
     * What the configuration calls for.
     *
     * @param config a real address: not {@code embedded}
     */
    static MasterLocator of(Vertx vertx, RedisConfig config) {
        return switch (config.mode()) {
            case STANDALONE -> new FixedServer(new FreshConfig(vertx, config));
            case SENTINEL -> new Sentinels(vertx, new FreshConfig(vertx, config));
        };
    }
}
