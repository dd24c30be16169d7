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
        return RedisStoreFixture.isComplete(store);
    }

    @Override
    public void advance(Duration time) {
        REDIS.command("EVAL", RedisStoreFixture.TIME_MACHINE, "0", "" + time.toMillis());
    }
}
