package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.testing.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which master is gone to, whatever the sentinels say. */
class SentinelsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theNewestConfigurationCountsThoughMostAreBehind() {
        // Given
        var behind = FakeSentinel.naming(vertx, 6, "10.0.0.1", 6379);
        var alsoBehind = FakeSentinel.naming(vertx, 6, "10.0.0.1", 6379);
        var ahead = FakeSentinel.naming(vertx, 7, "10.0.0.2", 6380);
        // When, Then
        assertThat(locate(behind.uri(), ahead.uri(), alsoBehind.uri()))
                .isEqualTo("redis://10.0.0.2:6380");
    }

    @Test
    void ofOneEpochTheMajorityCounts() {
        // Given
        var one = FakeSentinel.naming(vertx, 0, "10.0.0.1", 6379);
        var two = FakeSentinel.naming(vertx, 0, "10.0.0.2", 6379);
        var three = FakeSentinel.naming(vertx, 0, "10.0.0.1", 6379);
        // When, Then
        assertThat(locate(one.uri(), two.uri(), three.uri())).isEqualTo("redis://10.0.0.1:6379");
    }

    @Test
    void oneThatAnswersIsEnough() {
        // Given
        var alive = FakeSentinel.naming(vertx, 3, "10.0.0.1", 6379);
        var hung = FakeSentinel.silent(vertx);
        var ignorant = FakeSentinel.ignorant(vertx);
        String dead = "redis://127.0.0.1:" + FreePorts.next();
        // When, Then
        assertThat(locate(dead, hung.uri(), ignorant.uri(), alive.uri()))
                .isEqualTo("redis://10.0.0.1:6379");
    }

    @Test
    void addressOfTheSixthVersionIsPutInBrackets() {
        assertThat(locate(FakeSentinel.naming(vertx, 1, "fe80::1", 6379).uri()))
                .isEqualTo("redis://[fe80::1]:6379");
    }

    @Test
    void wrongNameOfTheMasterIsSaid() {
        // Given
        String uri = FakeSentinel.ignorant(vertx).uri();
        // When, Then
        assertThatThrownBy(() -> locate(uri))
                .hasStackTraceContaining("no sentinel names a master 'main'")
                .hasStackTraceContaining("No such master with that name");
    }

    @Test
    void silentSentinelsAreGivenUp() {
        // Given
        String uri = FakeSentinel.silent(vertx).uri();
        // When, Then
        assertThatThrownBy(() -> locate(uri)).hasStackTraceContaining("no sentinel names a master");
    }

    @Test
    void sentinelsHaveAPasswordOfTheirOwn() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
        // When
        var options = options(sentinel.uri());
        // Then
        assertThat(sentinel.heard()).contains("watcher", "of-sentinels").doesNotContain("of-redis");
        assertThat(options.getPassword()).isEqualTo("of-redis");
        assertThat(options.getUser()).isEqualTo("gate");
    }

    private String locate(String... uris) {
        return options(uris).getEndpoint();
    }

    private RedisOptions options(String... uris) {
        var config =
                new RedisConfig(
                        RedisConfig.Mode.SENTINEL,
                        "embedded",
                        Arrays.asList(uris),
                        "main",
                        "gate",
                        new Secret("of-redis"),
                        TlsConfig.NONE,
                        new SentinelConfig("watcher", new Secret("of-sentinels")),
                        Duration.ofMillis(500),
                        "./data");
        return await(MasterLocator.of(vertx, config).locate());
    }
}
