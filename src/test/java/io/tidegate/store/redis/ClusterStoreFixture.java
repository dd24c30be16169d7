package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.StoreFixture;
import io.tidegate.testing.RedisCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stores on a cluster, with no more rights than {@code src/docs/redis.md} asks for. */
abstract class ClusterStoreFixture extends StoreFixture {

    @RegisterExtension static final RedisCluster CLUSTER = new RedisCluster(0);

    @Override
    protected EventStores stores() {
        return new RedisEventStores(vertx, LimitedUser.on(CLUSTER), CONFIG);
    }

    @AfterEach
    void nothingWasForbidden() {
        assertThat(CLUSTER.nodes())
                .allSatisfy(it -> assertThat(it.command("ACL", "LOG")).isEmpty());
    }

    @Override
    protected boolean isReady(EventStore store) {
        return RedisStoreFixture.isComplete(store);
    }

    @Override
    public void advance(Duration time) {
        CLUSTER.nodes()
                .forEach(
                        it ->
                                it.command(
                                        "EVAL",
                                        RedisStoreFixture.TIME_MACHINE,
                                        "0",
                                        "" + time.toMillis()));
    }
}
