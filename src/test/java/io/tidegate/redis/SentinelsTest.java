package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.SelfSigned;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which master is gone to, whatever the sentinels say. */
class SentinelsTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();

    /** The first connection of a process loads so many classes that it may take over a second. */
    @BeforeEach
    void warmUp() {
        var sentinel = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
        Awaitility.await().ignoreExceptions().until(() -> !locate(sentinel.uri()).isEmpty());
    }

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

    @Test
    void sentinelsAndTheirMasterAreSpokenToOverTls() {
        // Given
        var sentinel = FakeSentinel.overTls(vertx, 1, "redis.test", 6380);
        var ca = new TlsConfig(new Secret(SelfSigned.certificatePem()), Secret.NONE, Secret.NONE);
        // When
        var options =
                await(sentinels(ca, "rediss://localhost:" + sentinel.port()).locate()).options();
        // Then
        assertThat(options.getEndpoint()).isEqualTo("rediss://redis.test:6380");
        assertThat(options.getNetClientOptions().getTrustOptions()).isNotNull();
        assertThatThrownBy(
                        () ->
                                await(
                                        sentinels(ca, "rediss://127.0.0.1:" + sentinel.port())
                                                .locate()))
                .hasStackTraceContaining("127.0.0.1");
    }

    @Test
    void serverIsSupersededOnceANewerConfigurationNamesAnother() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
        var behind = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
        var sentinels = sentinels(sentinel.uri(), behind.uri());
        var located = await(sentinels.locate());
        // When
        sentinel.name(2, "10.0.0.2", 6379);
        // Then nobody asks again so soon
        assertThat(sentinels.isSuperseded(located)).isFalse();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        Awaitility.await().until(() -> sentinels.isSuperseded(located));
    }

    @Test
    void serverIsNotSupersededByAnOlderConfigurationNorByItself() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 5, "10.0.0.1", 6379);
        var sentinels = sentinels(sentinel.uri());
        var located = await(sentinels.locate());
        // When
        sentinel.name(4, "10.0.0.2", 6379);
        look(sentinels, located, sentinel);
        // Then
        assertThat(sentinels.isSuperseded(located)).isFalse();
        sentinel.name(6, "10.0.0.1", 6379);
        look(sentinels, located, sentinel);
        assertThat(sentinels.isSuperseded(located)).isFalse();
    }

    /** Has it ask, and ask once more: then the first answer has been read. */
    private void look(Sentinels sentinels, Located located, FakeSentinel sentinel) {
        for (int i = 0; i < 2; i++) {
            int before = sentinel.connections();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(sentinels.isSuperseded(located)).isFalse();
            Awaitility.await().until(() -> sentinel.connections() > before);
            Awaitility.await().until(() -> sentinel.open() == 0);
        }
    }

    @Test
    void sentinelsThatCountFromZeroAgainAreBelieved() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 9, "10.0.0.1", 6379);
        var sentinels = sentinels(sentinel.uri());
        assertThat(await(sentinels.locate()).epoch()).isEqualTo(9);
        // When
        sentinel.name(0, "10.0.0.2", 6379);
        var located = await(sentinels.locate());
        // Then
        assertThat(located.options().getEndpoint()).isEqualTo("redis://10.0.0.2:6379");
        assertThat(sentinels.isSuperseded(located)).isFalse();
    }

    @Test
    void whoIsConnectedStaysThoughAnotherFoundAnOlderConfiguration() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 5, "10.0.0.1", 6379);
        var sentinels = sentinels(sentinel.uri());
        var located = await(sentinels.locate());
        // When
        sentinel.name(4, "10.0.0.2", 6379);
        await(sentinels.locate());
        // Then
        assertThat(sentinels.isSuperseded(located)).isFalse();
    }

    @Test
    void masterThatIsBeingReplacedIsLeftAndNotGoneTo() {
        // Given
        var leader = FakeSentinel.naming(vertx, 3, "10.0.0.1", 6379);
        var other = FakeSentinel.naming(vertx, 3, "10.0.0.1", 6379);
        var another = FakeSentinel.naming(vertx, 3, "10.0.0.1", 6379);
        var sentinels = sentinels(another.uri(), leader.uri(), other.uri());
        var located = await(sentinels.locate());
        // When
        leader.handOver(3, "10.0.0.1", 6379);
        // Then
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        Awaitility.await().until(() -> sentinels.isSuperseded(located));
        assertThatThrownBy(() -> await(sentinels.locate()))
                .hasStackTraceContaining(Located.SUPERSEDED);
        // When the failover is called off
        leader.name(3, "10.0.0.1", 6379);
        // Then
        assertThat(sentinels.isSuperseded(await(sentinels.locate()))).isFalse();
    }

    @Test
    void serverIsConfirmedUnlessAnotherIsNamedMeanwhile() {
        // Given
        var sentinel = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
        var sentinels = sentinels(sentinel.uri());
        var located = await(sentinels.locate());
        // When, Then
        await(sentinels.confirm(located));
        sentinel.name(2, "10.0.0.2", 6379);
        assertThatThrownBy(() -> await(sentinels.confirm(located)))
                .hasStackTraceContaining("another server is the master now");
    }

    private String locate(String... uris) {
        return options(uris).getEndpoint();
    }

    private RedisOptions options(String... uris) {
        return await(sentinels(uris).locate()).options();
    }

    private Sentinels sentinels(String... uris) {
        return sentinels(TlsConfig.NONE, uris);
    }

    private Sentinels sentinels(TlsConfig tls, String... uris) {
        var config =
                new RedisConfig(
                        RedisConfig.Mode.SENTINEL,
                        "embedded",
                        Arrays.asList(uris),
                        "main",
                        "gate",
                        new Secret("of-redis"),
                        tls,
                        new SentinelConfig("watcher", new Secret("of-sentinels")),
                        Duration.ofSeconds(1),
                        "./data");
        return new Sentinels(vertx, new FreshConfig(vertx, config), nanos::get);
    }
}
