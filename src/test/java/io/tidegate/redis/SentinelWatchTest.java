package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.testing.FreePorts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a server is still the master, asked of sentinels again and again. */
class SentinelWatchTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<SentinelAnswer> heard = new CopyOnWriteArrayList<>();
    private final FakeSentinel one = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
    private final FakeSentinel two = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);
    private final FakeSentinel three = FakeSentinel.naming(vertx, 1, "10.0.0.1", 6379);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void connectionsAreKeptForTheNextQuestion() {
        // Given
        var watch = watch(one.uri(), two.uri(), three.uri());
        awaitAffirmed(watch);
        int connections = one.connections();
        // When
        for (int i = 0; i < 10; i++) {
            await(affirm(watch));
        }
        // Then
        assertThat(one.connections()).isEqualTo(connections);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(33).allMatch(it -> it.epoch() == 1);
    }

    @Test
    void masterThatIsAboutToBeReplacedIsNotAffirmed() {
        // Given
        var watch = watch(one.uri(), two.uri(), three.uri());
        awaitAffirmed(watch);
        // When
        three.handOver(1, "10.0.0.1", 6379);
        // Then
        assertThatThrownBy(() -> await(affirm(watch))).hasStackTraceContaining(Located.SUPERSEDED);
        assertThat(heard).anyMatch(SentinelAnswer::isHandingOver);
    }

    @Test
    void oneThatIsGoneIsMissedOnlyWhenMostAre() {
        // Given
        String gone = "redis://127.0.0.1:" + FreePorts.next();
        var most = watch(one.uri(), gone, two.uri());
        var least = watch(one.uri(), gone, FakeSentinel.silent(vertx).uri());
        // When, Then
        awaitAffirmed(most);
        assertThatThrownBy(() -> await(affirm(least)))
                .hasStackTraceContaining("1 sentinels confirm the master, 2 needed");
    }

    @Test
    void whoComesMeanwhileSharesTheNextQuestion() {
        // Given
        var watch = watch(one.uri(), two.uri(), three.uri());
        awaitAffirmed(watch);
        int before = heard.size();
        // When
        var all = new ArrayList<Future<?>>();
        await(
                onLoop(
                        () -> {
                            var located = located();
                            for (int i = 0; i < 100; i++) {
                                all.add(watch.affirm(located));
                            }
                            return Future.all(all).mapEmpty();
                        }));
        // Then all three were asked twice
        assertThat(heard).hasSize(before + 6);
    }

    @Test
    void lostConnectionIsMadeAnew() {
        // Given
        var watch = watch(one.uri());
        awaitAffirmed(watch);
        int connections = one.connections();
        // When
        await(onLoop(() -> closed(watch)));
        // Then
        Awaitility.await().until(() -> one.open() == 0);
        awaitAffirmed(watch);
        assertThat(one.connections()).isGreaterThan(connections);
    }

    private static Future<Void> closed(SentinelWatch watch) {
        watch.close();
        return Future.succeededFuture();
    }

    /** The first connection of a process loads so many classes that it may come too late. */
    private void awaitAffirmed(SentinelWatch watch) {
        Awaitility.await().ignoreExceptions().until(() -> await(affirm(watch)) == null);
    }

    private Future<Void> affirm(SentinelWatch watch) {
        return onLoop(() -> watch.affirm(located()));
    }

    private Future<Void> onLoop(Supplier<Future<Void>> task) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(on -> task.get().onComplete(done));
        return done.future();
    }

    private static Located located() {
        return new Located(ClientOptions.of("redis://10.0.0.1:6379"), 1);
    }

    private SentinelWatch watch(String... uris) {
        var config =
                new RedisConfig(
                        RedisConfig.Mode.SENTINEL,
                        "embedded",
                        List.of(uris),
                        "main",
                        "",
                        Secret.NONE,
                        TlsConfig.NONE,
                        new SentinelConfig("", Secret.NONE),
                        Duration.ofSeconds(1),
                        "./data");
        return new SentinelWatch(vertx, new FreshConfig(vertx, config), heard::add);
    }
}
