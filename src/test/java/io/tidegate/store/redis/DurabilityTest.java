package io.tidegate.store.redis;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an append is worth at each level, over real servers, one of them a replica. */
class DurabilityTest {

    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final RedisServer master = new RedisServer("--appendonly", "yes");
    private final RedisServer replica = new RedisServer();

    @BeforeEach
    void start() {
        master.start();
        replica.start();
    }

    @AfterEach
    void stop() {
        Futures.await(vertx.close());
        master.close();
        replica.close();
    }

    @Test
    void replicatedEventIsOnTheReplicaWhenItIsConfirmed() {
        // Given
        replica.follow(master);
        var store = usable(Durability.REPLICATED);
        // When
        EventId id = append(store);
        // Then
        assertThat(replica.command("XRANGE", new Keys("test", 8).events(id.shard()), "-", "+"))
                .contains(id.toString().substring(id.toString().indexOf('-') + 1));
    }

    @Test
    void eventIsNotConfirmedWhileTheReplicaIsSilentAndTheStoreRecovers() {
        // Given
        replica.follow(master);
        var store = usable(Durability.REPLICATED);
        // When
        replica.pause();
        assertThatThrownBy(() -> append(store))
                .hasMessageContaining("confirmed by 0 of 1 replicas")
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isTrue());
        // Then
        assertThat(store.isUsable()).as("the link stays").isTrue();
        replica.resume();
        // It catches up in its own time.
        Awaitility.await().ignoreExceptions().until(() -> append(store) != null);
    }

    @Test
    void eventInMemoryNeedsNoReplica() {
        // Given
        replica.follow(master);
        var store = usable(Durability.MEMORY);
        // When
        replica.pause();
        // Then
        assertThat(append(store)).isNotNull();
    }

    @Test
    void masterWithoutReplicasIsRefusedUntilItHasOne() {
        // Given
        var stores = stores(Durability.REPLICATED);
        assertThatThrownBy(() -> Futures.await(stores.check()))
                .hasMessageContaining("0 online, 1 needed");
        var store = open(stores);
        // When
        replica.follow(master);
        // Then
        Awaitility.await().until(store::isUsable);
        assertThat(append(store)).isNotNull();
    }

    @Test
    void serverIsLookedAtAgainAfterEveryLoss() {
        // Given
        replica.follow(master);
        var store = usable(Durability.REPLICATED);
        // When
        replica.kill();
        Awaitility.await()
                .until(() -> master.command("INFO", "replication").contains("connected_slaves:0"));
        master.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        // Then
        Awaitility.await().until(() -> !store.isUsable());
        assertThatThrownBy(() -> append(store))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse());
    }

    /** The replica hears nothing of the last events, as in a partition, and then takes over. */
    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"MEMORY", "REPLICATED"})
    void masterThatIsKilledTakesAlongWhatOnlyItHadUnlessTheReplicaMustHaveIt(Durability level) {
        // Given
        replica.follow(master);
        var store = usable(level);
        var confirmed = new ArrayList<>(appendMany(store));
        replica.pause();
        // When
        confirmed.addAll(appendMany(store));
        master.kill();
        replica.resume();
        replica.command("REPLICAOF", "NO", "ONE");
        // Then
        long lost = confirmed.stream().filter(id -> !isOnReplica(id)).count();
        assertThat(confirmed).hasSizeGreaterThanOrEqualTo(400);
        assertThat(lost > 0).as("%s: %d lost", level, lost).isEqualTo(level == Durability.MEMORY);
    }

    /** More than fits into the buffers between the two; those ids that were confirmed. */
    private List<EventId> appendMany(EventStore store) {
        String body = "x".repeat(50_000);
        return Futures.awaitOn(
                loop,
                () -> {
                    List<Future<EventId>> appends =
                            IntStream.range(0, 400)
                                    .mapToObj(i -> store.append(event("shop", "k" + i, body)))
                                    .toList();
                    return Future.join(appends)
                            .transform(
                                    ended ->
                                            Future.succeededFuture(
                                                    appends.stream()
                                                            .filter(Future::succeeded)
                                                            .map(Future::result)
                                                            .toList()));
                });
    }

    private boolean isOnReplica(EventId id) {
        String entry = id.toString().substring(id.toString().indexOf('-') + 1);
        String stream = new Keys("test", 8).events(id.shard());
        return !replica.command("XRANGE", stream, entry, entry).isBlank();
    }

    @Test
    void serverThatWritesToDiskNowAndThenIsRefusedWhereTheDiskIsPromised() {
        // Given
        master.command("CONFIG", "SET", "appendfsync", "everysec");
        // When
        var check = stores(Durability.FSYNCED).check();
        // Then
        if (canWaitForTheDisk()) {
            Futures.await(check);
        } else {
            assertThatThrownBy(() -> Futures.await(check))
                    .hasMessageContaining("appendfsync is everysec")
                    .hasMessageContaining("CONFIG SET appendfsync always");
        }
    }

    @Test
    void serverThatWritesEverythingToDiskIsTaken() {
        // Given
        master.command("CONFIG", "SET", "appendfsync", "always");
        var store = usable(Durability.FSYNCED);
        // When, Then
        assertThat(append(store)).isNotNull();
    }

    @Test
    void serverThatHidesItsConfigurationIsSaidToDoSo() {
        // Given
        master.command("CONFIG", "SET", "appendfsync", "always");
        master.command("ACL", "SETUSER", "default", "-config");
        // When
        var check = stores(Durability.FSYNCED).check();
        // Then
        if (canWaitForTheDisk()) {
            Futures.await(check);
        } else {
            assertThatThrownBy(() -> Futures.await(check))
                    .hasMessageContaining("the server hides CONFIG")
                    .hasMessageContaining("allow CONFIG GET to this user");
        }
    }

    /** Of such a server we ask it with every batch, whatever its configuration is. */
    private boolean canWaitForTheDisk() {
        return !master.command("COMMAND", "INFO", "WAITAOF").isBlank();
    }

    private RedisEventStores stores(Durability level) {
        var config = master.config();
        return new RedisEventStores(
                vertx,
                new RedisConfig(config.uri(), config.password(), DEADLINE, config.data()),
                StoreConfigs.at(level));
    }

    private EventStore usable(Durability level) {
        var stores = stores(level);
        Futures.await(stores.check());
        var store = open(stores);
        Awaitility.await().until(store::isUsable);
        return store;
    }

    private EventStore open(RedisEventStores stores) {
        return Futures.awaitOn(loop, () -> Future.succeededFuture(stores.open()));
    }

    private EventId append(EventStore store) {
        return Futures.awaitOn(loop, () -> store.append(event("a")));
    }
}
