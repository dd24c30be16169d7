package io.tidegate.store.redis;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.event.EventId;
import io.tidegate.store.StoreException;
import io.tidegate.store.UnderContract;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The store while Redis is silent, gone, back, or not the master. */
class RedisOutageTest extends RedisStoreFixture {

    @Test
    void appendToASilentServerFailsAsUnknownWithinTheDeadline() {
        // Given
        REDIS.pause();
        // When
        long start = System.nanoTime();
        assertThatThrownBy(() -> append(event("a")))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        it -> assertThat(it.isUnknown()).as(it.getMessage()).isTrue());
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(DEADLINE.multipliedBy(2));
        assertThat(store().isUsable()).isFalse();
    }

    @Test
    void everythingElseFailsInTimeTooWhenTheServerIsSilent() {
        // Given
        REDIS.pause();
        // Then
        assertThatThrownBy(() -> list(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> readOnce(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> status()).isInstanceOf(StoreException.class);
    }

    @Test
    void quietLinkNoticesASilentServerByItself() {
        // When
        REDIS.pause();
        // Then
        Awaitility.await().until(() -> !store().isUsable());
    }

    @Test
    void storeRecoversByItselfWhenTheServerGoesOn() {
        // Given
        EventId before = append(event("a"));
        REDIS.pause();
        assertThatThrownBy(() -> append(event("b"))).isInstanceOf(StoreException.class);
        // When
        REDIS.resume();
        // Then
        Awaitility.await().until(() -> isComplete(store()));
        EventId after = append(event("c"));
        assertThat(find(before)).isPresent();
        assertThat(find(after)).isPresent();
    }

    @Test
    void appendToAGoneServerFailsAtOnceAsNotDone() {
        // Given
        REDIS.kill();
        Awaitility.await().until(() -> !store().isUsable());
        // Then
        assertThatThrownBy(() -> append(event("a")))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse());
    }

    @Test
    void storeRecoversByItselfWhenTheServerIsStartedAgain() {
        // Given
        REDIS.kill();
        Awaitility.await().until(() -> !store().isUsable());
        // When
        REDIS.start();
        // Then
        Awaitility.await().until(() -> isComplete(store()));
        EventId id = append(event("a"));
        assertThat(UnderContract.ids(read(1))).containsExactly(id);
    }

    @Test
    void waitingReadEndsWhenTheServerDies() {
        // Given
        var waiting = start(store(), it -> it.read(1));
        // When
        REDIS.kill();
        // Then
        assertThatThrownBy(() -> Futures.await(waiting)).isInstanceOf(StoreException.class);
    }

    @Test
    void storeOpenedBeforeItsServerBecomesUsableLater() {
        // Given
        REDIS.kill();
        var early = Futures.awaitOn(loop(), () -> Future.succeededFuture(stores().open()));
        assertThat(early.isUsable()).isFalse();
        // When
        REDIS.start();
        // Then
        Awaitility.await().until(early::isUsable);
        Futures.awaitOn(loop(), early::close);
    }

    @Test
    void demotedMasterIsLeftAndTakenAgainWhenItIsPromoted() {
        // Given
        REDIS.command("REPLICAOF", "127.0.0.1", "1");
        // When
        assertThatThrownBy(() -> append(event("a")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("READONLY");
        // Then
        assertThat(store().isUsable()).isFalse();
        REDIS.command("REPLICAOF", "NO", "ONE");
        Awaitility.await().until(() -> isComplete(store()));
        append(event("b"));
    }

    @Test
    void wrongPasswordNeverBecomesUsableAndLeavesNoConnectionsBehind() {
        // Given
        var config = new RedisConfig(REDIS.config().uri(), new Secret("wrong"), DEADLINE, "none");
        var stores = new RedisEventStores(vertx, config, CONFIG);
        var stranger = Futures.awaitOn(loop(), () -> Future.succeededFuture(stores.open()));
        long before = refusals();
        // When
        Awaitility.await().until(() -> refusals() >= before + 9);
        // Then
        assertThat(stranger.isUsable()).isFalse();
        assertThat(REDIS.command("CLIENT", "LIST").lines().count()).isLessThanOrEqualTo(7);
        Futures.awaitOn(loop(), stranger::close);
    }

    /** How often a connection was refused by the server for its password. */
    private static long refusals() {
        var failed = Pattern.compile("cmdstat_hello:.*failed_calls=(\\d+)");
        var counted = failed.matcher(REDIS.command("INFO", "commandstats"));
        return counted.find() ? Long.parseLong(counted.group(1)) : 0;
    }

    @Test
    void closeWaitsForTheAppendsThatAreUnderWay() {
        // Given
        var closing = open();
        var appends =
                start(
                        closing,
                        store -> {
                            var all =
                                    IntStream.range(0, 2_000)
                                            .mapToObj(i -> store.append(event("e" + i)))
                                            .toList();
                            return store.close().compose(closed -> Future.all(all));
                        });
        // When, Then
        assertThat(Futures.await(appends).size()).isEqualTo(2_000);
        assertThat(status().events()).isEqualTo(2_000);
    }
}
