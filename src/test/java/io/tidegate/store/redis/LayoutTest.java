package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig;
import io.tidegate.testing.Events;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.Futures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody touches what is laid out in another way. */
class LayoutTest extends RedisStoreFixture {

    private static final String KEY = "test:layout";

    private RedisEventStores gateway() {
        return new RedisEventStores(vertx, REDIS.config(), CONFIG);
    }

    @Test
    void firstGatewayWritesDownHowItLaysThingsOut() {
        assertThat(REDIS.command("GET", KEY)).isEqualTo("1 8");
        Futures.await(gateway().check());
    }

    @Test
    void otherNumberOfShardsIsRefusedWithTheRemedy() {
        // Given
        REDIS.command("SET", KEY, "1 16");
        // When, Then
        assertThatThrownBy(() -> Futures.await(gateway().check()))
                .hasMessageContaining("in 16 shards: set store.shards to that, not 8");
    }

    @Test
    void otherVersionIsRefused() {
        for (String other : new String[] {"2 8", "11 8", "1", "", "x"}) {
            // Given
            REDIS.command("SET", KEY, other);
            // When, Then
            assertThatThrownBy(() -> Futures.await(gateway().check()))
                    .hasMessageContaining("another version of Tidegate");
        }
    }

    @Test
    void storeIsNotUsableBeforeTheLayoutIsOurs() {
        // Given
        REDIS.command("SET", KEY, "2 8");
        REDIS.command("CLIENT", "KILL", "TYPE", "normal");
        Awaitility.await().until(() -> !store().isUsable());
        // When, Then
        assertThatThrownBy(() -> append(Events.event("a"))).hasMessageContaining("away");
        REDIS.command("SET", KEY, "1 8");
        Awaitility.await().until(() -> store().isUsable());
        append(Events.event("a"));
    }

    @Test
    void serverThatIsAwayIsRefusedNothing() {
        // Given
        var config = REDIS.config();
        var nowhere =
                new RedisConfig(
                        "redis://127.0.0.1:" + FreePorts.next(),
                        config.password(),
                        DEADLINE,
                        config.data());
        // When, Then
        StoreConfig store = CONFIG;
        Futures.await(new RedisEventStores(vertx, nowhere, store).check());
    }

    @Test
    void fullServerKeepsNoLayoutAndIsUsedAllTheSame() {
        // Given
        REDIS.command("DEL", KEY);
        REDIS.command("CONFIG", "SET", "maxmemory", "1");
        // When, Then
        Futures.await(gateway().check());
        assertThat(REDIS.command("EXISTS", KEY)).isEqualTo("0");
    }
}
