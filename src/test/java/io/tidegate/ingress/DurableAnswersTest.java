package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.redis.RedisEventStores;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders hear while a replica is silent, over real servers. */
class DurableAnswersTest {

    private final Vertx vertx = Vertx.vertx();
    private final RedisServer master = new RedisServer();
    private final RedisServer replica = new RedisServer();

    @BeforeEach
    void start() {
        master.start();
        replica.start();
        replica.follow(master);
    }

    @AfterEach
    void stop() {
        Futures.await(vertx.close());
        replica.close();
        master.close();
    }

    @Test
    void nothingIsClaimedWhileTheReplicaThatMustHaveItIsSilent() {
        try (var door = door(Durability.REPLICATED);
                var sender = door.connect()) {
            // Given
            sender.send(Door.post("good", "before"));
            assertThat(sender.read().status()).isEqualTo(202);
            // When
            replica.pause();
            sender.send(Door.post("good", "during"));
            // Then
            var refusal = sender.read();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.body()).contains("TG-STORE-UNAVAILABLE");
            assertThat(refusal.head()).anyMatch(line -> line.startsWith("Retry-After: "));
            assertThat(door.requests("accepted")).isEqualTo(1);
            replica.resume();
            sender.send(Door.post("good", "after"));
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void replicaDoesNotMatterWhereOnlyTheMasterIsPromised() {
        try (var door = door(Durability.MEMORY);
                var sender = door.connect()) {
            // When
            replica.pause();
            sender.send(Door.post("good", "during"));
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    private Door door(Durability level) {
        var stores = new RedisEventStores(vertx, master.config(), StoreConfigs.at(level));
        Futures.await(stores.check());
        var door = new Door(vertx, Door.HOLD, stores);
        Awaitility.await().until(door.ingress::isUsable);
        return door;
    }
}
