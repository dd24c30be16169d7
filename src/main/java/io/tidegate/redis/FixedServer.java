package io.tidegate.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisOptions;

/**
 * A server that is always at the same address.
 *
 * @param config names it
 */
record FixedServer(FreshConfig config) implements MasterLocator {

    @Override
    public Future<RedisOptions> locate() {
        return config.get().map(it -> ClientOptions.of(it, it.uri()));
    }
}
