package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.EventStore;
import io.tidegate.store.EventStoreContract;
import io.tidegate.store.EventStores;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The Redis store under the contract, with no more rights than {@code src/docs/redis.md} asks for:
 * if a command is forbidden here, add it there.
 */
class RedisEventStoreTest extends EventStoreContract {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    @Override
    protected EventStores stores() {
        return new RedisEventStores(vertx, LimitedUser.on(REDIS), CONFIG);
    }

    @AfterEach
    void nothingWasForbidden() {
        assertThat(REDIS.command("ACL", "LOG")).isEmpty();
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
