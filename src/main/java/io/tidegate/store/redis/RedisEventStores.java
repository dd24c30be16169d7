package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.vertx.core.Vertx;

/** Event stores over one Redis server, each with connections of its own. */
public final class RedisEventStores implements EventStores {

    private final Vertx vertx;
    private final RedisConfig redis;
    private final StoreConfig config;
    private final ServerCheck check = new ServerCheck();
    private final Incidents incidents = new Incidents();
    private final MemoryWatch memory;

    /**
     * Stores on the server that {@code redis} names.
     *
     * @param redis a real address: for the embedded server, what {@link EmbeddedRedis#config} gives
     */
    public RedisEventStores(Vertx vertx, RedisConfig redis, StoreConfig config) {
        this.vertx = vertx;
        this.redis = redis;
        this.config = config;
        memory = new MemoryWatch(config.maxMemory().bytes(), System::nanoTime);
    }

    @Override
    public EventStore open() {
        return new RedisEventStore(vertx, redis, config, check, incidents, memory, System::nanoTime)
                .connect();
    }
}
