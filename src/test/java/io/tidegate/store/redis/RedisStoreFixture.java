package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.StoreFixture;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Redis stores for tests of what only Redis can do to them. */
abstract class RedisStoreFixture extends StoreFixture {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    /** How long a command may take here. */
    static final Duration DEADLINE = Duration.ofMillis(500);

    /** Makes what waits older instead of waiting: due times earlier, pending entries more idle. */
    static final String TIME_MACHINE =
            """
            for _, pattern in ipairs({'*:due', '*:wake'}) do
              for _, key in ipairs(redis.call('KEYS', pattern)) do
                for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do
                  redis.call('ZINCRBY', key, -ARGV[1], member)
                end
              end
            end
            for _, key in ipairs(redis.call('KEYS', '*:events')) do
              for _, entry in ipairs(redis.call('XPENDING', key, 'dispatch', '-', '+', 10000)) do
                redis.call('XCLAIM', key, 'dispatch', entry[2], 0, entry[1],
                    'IDLE', entry[3] + ARGV[1], 'JUSTID')
              end
            end
            """;

    @Override
    protected EventStores stores() {
        var config = REDIS.config();
        return new RedisEventStores(
                vertx,
                new RedisConfig(config.uri(), config.password(), DEADLINE, config.data()),
                CONFIG);
    }

    @Override
    protected boolean isReady(EventStore store) {
        return isComplete(store);
    }

    /** How the stores of these tests are configured. */
    static StoreConfig usual() {
        return CONFIG;
    }

    static boolean isComplete(EventStore store) {
        return store instanceof RedisEventStore redis && redis.isComplete();
    }

    @Override
    public void advance(Duration time) {
        REDIS.command("EVAL", TIME_MACHINE, "0", "" + time.toMillis());
    }

    /** The stream that this event lies in. */
    static String stream(EventId id) {
        return stream(id.shard());
    }

    /** The stream of this shard. */
    static String stream(int shard) {
        return new Keys("test", 8).events(shard);
    }
}
