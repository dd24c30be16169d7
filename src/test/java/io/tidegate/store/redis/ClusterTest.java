package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.testing.FreePorts;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node of a Redis Cluster that is taken for a server of its own, and the other way round. */
class ClusterTest {

    @RegisterExtension
    static final RedisServer NODE =
            new RedisServer("--cluster-enabled", "yes", "--cluster-port", "" + FreePorts.next());

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    @Test
    void gatewayDoesNotStartAndTheReasonIsSaidWithTheRemedy() {
        var stores = new RedisEventStores(vertx, NODE.config(), RedisStoreFixture.usual());
        assertThatThrownBy(() -> Futures.await(stores.check()))
                .hasStackTraceContaining("Redis Cluster")
                .hasStackTraceContaining("redis.mode to cluster");
    }
}
