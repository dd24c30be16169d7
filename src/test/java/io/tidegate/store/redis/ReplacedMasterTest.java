package io.tidegate.store.redis;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SentinelConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.config.TlsConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.redis.FakeSentinel;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRule;
import io.tidegate.store.DedupRules;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.tidegate.store.StoreException;
import io.tidegate.store.Worker;
import io.tidegate.testing.Futures;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a master and a replica of its have confirmed is worth nothing once another replica takes its
 * place, which it is about to, as a sentinel knows.
 */
class ReplacedMasterTest {

    private static final DedupRules RULES =
            DedupRules.everywhere(DedupRule.byKey(Duration.ofHours(1)));

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final RedisServer master = new RedisServer("--appendonly", "yes");
    private final RedisServer replica = new RedisServer();
    private final FakeSentinel sentinel = FakeSentinel.naming(vertx, 0, "127.0.0.1", 1);

    @BeforeEach
    void start() {
        master.start();
        replica.start();
        replica.follow(master);
        sentinel.name(1, "127.0.0.1", master.port());
    }

    @AfterEach
    void stop() {
        Futures.await(vertx.close());
        master.close();
        replica.close();
    }

    @Test
    void eventIsNotConfirmedOnceASentinelHasBegunToReplaceTheMaster() {
        // Given
        var store = usable(Durability.REPLICATED);
        append(store);
        // When
        sentinel.handOver(1, "127.0.0.1", master.port());
        // Then the servers would have confirmed it
        assertThatThrownBy(() -> append(store))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isTrue());
        // When the failover is called off
        sentinel.name(1, "127.0.0.1", master.port());
        // Then
        Awaitility.await().ignoreExceptions().until(() -> append(store) != null);
    }

    @Test
    void nothingIsPutDownWithAMasterThatIsBeingReplaced() {
        // Given
        var store = usable(Durability.MEMORY);
        var stored = new StoredEvent(append(store), event("shop", "k1"));
        var delivery = new Delivery(stored, "ci", stored.event().body(), 1);
        List<Supplier<Future<?>>> calls =
                List.of(
                        () -> store.park(delivery, Duration.ofMinutes(1), Setback.NONE),
                        () -> store.bury(delivery, Setback.NONE),
                        () -> store.lineUp("ci", List.of(new Entrant(delivery, "k1", Time.FIRST))),
                        () -> store.claim(List.of(stored), RULES));
        for (var call : calls) {
            sentinel.name(1, "127.0.0.1", master.port());
            Awaitility.await().ignoreExceptions().until(() -> isDone(call));
            // When
            sentinel.handOver(1, "127.0.0.1", master.port());
            // Then
            assertThatThrownBy(() -> isDone(call)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void eventThatOnlyTheOldMasterHadClaimsNothingOfTheNewOne() {
        // Given an event that no replica has, and that is in work
        var store = usable(Durability.MEMORY);
        Futures.awaitOn(loop, () -> joined(store));
        replica.command("REPLICAOF", "NO", "ONE");
        append(store);
        var ghost = read(store);
        // When
        sentinel.name(2, "127.0.0.1", replica.port());
        Awaitility.await().until(() -> !store.isHeld(ghost.id()));
        // Then its repetition is delivered
        assertThat(claim(store, ghost)).containsExactly(Claim.GONE);
        Awaitility.await().ignoreExceptions().until(() -> append(store) != null);
        assertThat(claim(store, read(store))).containsExactly(Claim.FIRST);
    }

    private static Future<Void> joined(EventStore store) {
        store.join(new Worker("w", 0));
        return Future.succeededFuture();
    }

    private StoredEvent read(EventStore store) {
        var handed = new ArrayList<Handout>();
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> handed.addAll(Futures.awaitOn(loop, () -> store.read(10))));
        return handed.get(0).event();
    }

    private List<Claim> claim(EventStore store, StoredEvent event) {
        return Futures.awaitOn(loop, () -> store.claim(List.of(event), RULES));
    }

    private boolean isDone(Supplier<Future<?>> call) {
        return Futures.awaitOn(loop, () -> call.get().map(true));
    }

    private EventId append(EventStore store) {
        return Futures.awaitOn(loop, () -> store.append(event("shop", "k1")));
    }

    private EventStore usable(Durability level) {
        var stores = new RedisEventStores(vertx, config(), StoreConfigs.at(level));
        var store = Futures.awaitOn(loop, () -> Future.succeededFuture(stores.open()));
        Awaitility.await().until(store::isUsable);
        return store;
    }

    private RedisConfig config() {
        return new RedisConfig(
                RedisConfig.Mode.SENTINEL,
                "embedded",
                List.of(sentinel.uri()),
                "main",
                "",
                master.config().password(),
                TlsConfig.NONE,
                new SentinelConfig("", Secret.NONE),
                Duration.ofSeconds(1),
                "no embedded server here");
    }
}
