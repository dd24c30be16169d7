package io.tidegate.ingress;

import static io.tidegate.ingress.Door.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.StoreConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.redis.RedisEventStores;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders hear while a real Redis is stopped or gone. */
class RedisAwayTest {

    private static final int SENDERS = 40;
    private static final StoreConfig.HoldConfig USUAL = hold(Duration.ofSeconds(2));
    private static final StoreConfig.HoldConfig PATIENT = hold(Duration.ofSeconds(10));

    private final Vertx vertx = Vertx.vertx();
    private final RedisServer redis = new RedisServer("--appendonly", "yes");

    private static StoreConfig.HoldConfig hold(Duration time) {
        return new StoreConfig.HoldConfig(time, new ByteSize(64 << 20));
    }

    @BeforeEach
    void start() {
        redis.start();
    }

    @AfterEach
    void stop() {
        Futures.await(vertx.close());
        redis.close();
    }

    @Test
    void pauseIsNotSeenBySenders() {
        try (var door = door(USUAL);
                var sender = door.connect()) {
            // Given
            redis.pause();
            sender.send(post("good", "a"));
            assertThat(sender.isSilent()).isTrue();
            // When
            redis.resume();
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
        }
    }

    @Test
    void restartIsNotSeenBySenders() {
        try (var door = door(PATIENT);
                var sender = door.connect()) {
            // Given
            redis.kill();
            Awaitility.await().until(() -> !door.ingress.isUsable());
            sender.send(post("good", "a"));
            assertThat(sender.isSilent()).isTrue();
            // When
            redis.start();
            // Then
            assertThat(sender.read().status()).isEqualTo(202);
            assertThat(door.count("tidegate.holds", "outcome", "stored")).isEqualTo(1);
        }
    }

    @Test
    void everySenderIsAnsweredInTimeWhileRedisIsSilentAndAfterTheLinkIsGivenUp() {
        try (var door = door(USUAL)) {
            redis.pause();
            for (int round = 0; round < 2; round++) {
                // When
                long start = System.nanoTime();
                var senders =
                        IntStream.range(0, SENDERS)
                                .mapToObj(i -> door.connect().send(post("good", "a")))
                                .toList();
                // Then
                assertThat(senders).allMatch(it -> it.read().status() == 503, "is refused");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_500));
                senders.forEach(RawHttp::close);
            }
            assertThat(door.requests("refused")).isEqualTo(2 * SENDERS);
        }
    }

    private Door door(StoreConfig.HoldConfig hold) {
        var config = StoreConfigs.at(Durability.MEMORY);
        var stores = new RedisEventStores(vertx, redis.config(), config);
        var door = new Door(vertx, hold, stores);
        Awaitility.await().until(door.ingress::isUsable);
        return door;
    }
}
