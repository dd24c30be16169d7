package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.TlsConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which node has which key, as nodes tell it that do not agree. */
class ClusterTest {

    private static final Node OLD = new Node("10.0.0.1", 7000);
    private static final Node NEW = new Node("10.0.0.2", 7000);
    private static final Node OTHER = new Node("10.0.0.3", 7000);
    private static final String KEY = "tg:{07}:events";

    private final Vertx vertx = Vertx.vertx();
    private final FakeNode first = new FakeNode(vertx);
    private final FakeNode second = new FakeNode(vertx);
    private final AtomicLong nanos = new AtomicLong();
    private final Cluster cluster = new Cluster(vertx, config(first, second), nanos::get);

    /** The first connection of a process loads so many classes that it may take over a second. */
    @BeforeEach
    void warmUp() {
        var node = new FakeNode(vertx).say(1, true, OLD);
        var warm = new Cluster(vertx, config(node), nanos::get);
        Awaitility.await().ignoreExceptions().until(() -> await(warm.look().map(true)));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private FreshConfig config(FakeNode... nodes) {
        return new FreshConfig(
                vertx,
                new RedisConfig(
                        RedisConfig.Mode.CLUSTER,
                        "embedded",
                        Stream.of(nodes).map(FakeNode::uri).toList(),
                        "",
                        "",
                        Secret.NONE,
                        TlsConfig.NONE,
                        SentinelConfig.NONE,
                        Duration.ofSeconds(1),
                        "none"));
    }

    @Test
    void newestConfigurationCounts() {
        first.say(6, true, NEW);
        second.say(5, true, OLD);
        // Either may be the last to answer.
        for (int i = 0; i < 10; i++) {
            await(cluster.look());
            assertThat(cluster.owner(KEY)).contains(NEW);
        }
        assertThat(List.of(cluster.isMaster(NEW), cluster.isMaster(OLD)))
                .containsExactly(true, false);
    }

    @Test
    void clusterThatWasSetUpAnewIsFollowed() {
        first.say(6, true, OLD);
        second.say(6, true, OLD);
        await(cluster.look());
        first.say(1, true, NEW);
        second.say(1, true, NEW);
        // The answer of the second may count after the look has ended.
        await(cluster.look());
        Awaitility.await().untilAsserted(() -> assertThat(cluster.owner(KEY)).contains(NEW));
    }

    @Test
    void oneNodeThatAnswersIsEnough() {
        first.say(1, true, NEW);
        await(cluster.look());
        assertThat(cluster.owner(KEY)).contains(NEW);
    }

    @Test
    void ifNobodyAnswersItIsSaidWhoWasAsked() {
        assertThatThrownBy(() -> await(cluster.look()))
                .hasMessageContaining("no node of [")
                .hasMessageContaining(first.uri().substring("redis://".length()));
        assertThat(cluster.owner(KEY)).isEmpty();
    }

    @Test
    void slotThatHasMovedIsKnownAtOnceAndListenersAreTold() {
        first.say(1, true, OLD);
        second.say(1, true, OLD);
        await(cluster.look());
        var told = new AtomicInteger();
        cluster.onChange(told::incrementAndGet);
        cluster.moved(new Redirect(true, KeySlot.of(KEY), OTHER));
        assertThat(cluster.owner(KEY)).contains(OTHER);
        assertThat(cluster.owner("tg:{06}:events")).contains(OLD);
        assertThat(told).hasPositiveValue();
    }

    @Test
    void clusterIsDownUntilANodeSaysThatItIsNot() {
        first.say(1, false, OLD);
        second.say(1, false, OLD);
        await(cluster.look());
        assertThat(cluster.isDown()).isFalse();
        cluster.down();
        await(cluster.look());
        assertThat(cluster.isDown()).isTrue();
        first.say(1, true, OLD);
        await(cluster.look());
        Awaitility.await().until(() -> !cluster.isDown());
    }

    @Test
    void itIsLookedMoreOftenAfterATrouble() {
        first.say(1, true, OLD);
        second.say(1, true, OLD);
        // Given all is well
        pass(Duration.ofSeconds(9));
        cluster.lookIfDue();
        assertThat(first.asked()).isZero();
        pass(Duration.ofSeconds(2));
        cluster.lookIfDue();
        Awaitility.await().until(() -> first.asked() == 1 && second.asked() == 1);
        // When
        pass(Duration.ofSeconds(1));
        cluster.troubled();
        Awaitility.await().until(() -> first.asked() == 2 && second.asked() == 2);
        // Then
        Awaitility.await()
                .until(
                        () -> {
                            pass(Duration.ofMillis(300));
                            cluster.lookIfDue();
                            return first.asked() > 2;
                        });
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
