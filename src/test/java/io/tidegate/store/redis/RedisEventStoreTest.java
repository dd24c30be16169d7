package io.tidegate.store.redis;

import io.tidegate.store.EventStore;
import io.tidegate.store.EventStoreContract;
import io.tidegate.store.EventStores;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Redis store under the contract. */
class RedisEventStoreTest extends EventStoreContract {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    @Override
    protected EventStores stores() {
        return new RedisEventStores(vertx, REDIS.config(), CONFIG);
    }

    @Override
    protected boolean isReady(EventStore store) {
        return store instanceof RedisEventStore redis && redis.isComplete();
    }

    /** Makes what waits older instead of waiting: due times earlier, pending entries more idle. */
    @Override
    public void advance(Duration time) {
        REDIS.command("EVAL", TIME_MACHINE, "0", "" + time.toMillis());
    }

    private static final String TIME_MACHINE =
            """
            for _, key in ipairs(redis.call('KEYS', '*:due')) do
              for _, id in ipairs(redis.call('ZRANGE', key, 0, -1)) do
                redis.call('ZINCRBY', key, -ARGV[1], id)
              end
            end
            for _, key in ipairs(redis.call('KEYS', '*:events')) do
              for _, entry in ipairs(redis.call('XPENDING', key, 'dispatch', '-', '+', 10000)) do
                redis.call('XCLAIM', key, 'dispatch', entry[2], 0, entry[1],
                    'IDLE', entry[3] + ARGV[1], 'JUSTID')
              end
            end
            """;
}
