package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.StoreConfig;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.event.EventId;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.StoreFixture;
import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import io.tidegate.testing.StoreConfigs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The store goes on while a master of a cluster is killed or stopped and its replica takes over,
 * and while slots move from one master to another.
 *
 * <p>At level {@code memory} what a killed master has confirmed and not yet told its replica is
 * lost: how much is printed and not judged. At level {@code replicated} it must be nothing. Briefly
 * in every build; at length with {@code mvn verify -Dit.test=ClusterFailoverIT
 * -Dtidegate.failovers=30 -Dtidegate.rate=1000 -Dtidegate.durability=REPLICATED}.
 */
class ClusterFailoverIT extends StoreFixture {

    private static final int FAILOVERS = Integer.getInteger("tidegate.failovers", 2);
    private static final int RATE = Integer.getInteger("tidegate.rate", 400);
    private static final Durability LEVEL =
            Durability.valueOf(System.getProperty("tidegate.durability", "MEMORY"));
    private static final StoreConfig STORE = StoreConfigs.at(LEVEL);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORTLY = Duration.ofMillis(5);

    @RegisterExtension static final RedisCluster CLUSTER = new RedisCluster(1);

    /** What happens to the master of some shards. */
    private enum Fault {
        KILLED,
        MOVED,
        PAUSED,
        TOLD
    }

    @Override
    protected EventStores stores() {
        return new RedisEventStores(vertx, CLUSTER.config(TIMEOUT), STORE);
    }

    @Override
    protected boolean isReady(EventStore store) {
        return RedisStoreFixture.isComplete(store);
    }

    @Override
    public void advance(Duration time) {
        throw new UnsupportedOperationException("time passes by itself here");
    }

    @Test
    void storeGoesOnWhileMastersAreReplacedAndSlotsMove() {
        for (int round = 0; round < FAILOVERS; round++) {
            CLUSTER.awaitWhole();
            goOn(Fault.values()[round % Fault.values().length], round % CONFIG.shards());
        }
    }

    private void goOn(Fault fault, int shard) {
        // Given a store under load
        String stream = RedisStoreFixture.stream(shard);
        RedisServer old = CLUSTER.owner(stream);
        Set<Integer> affected = shardsOf(old);
        var ledger = new AppendLedger(vertx, loop(), store(), RATE, CONFIG.shards());
        ledger.start();
        awaitMore(ledger, RATE / 2);
        // When its shards get another master
        long began = System.nanoTime();
        bring(fault, old);
        CLUSTER.awaitOtherOwner(stream, old);
        long switched = System.nanoTime();
        old.resume();
        if (LEVEL == Durability.REPLICATED) {
            // The new master has no replica but this.
            old.start();
        }
        // Then all of them take events again
        Set<EventId> before = ledger.confirmed();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(SHORTLY)
                .until(() -> shards(ledger.confirmed(), before).containsAll(affected));
        long recovered = System.nanoTime();
        Set<EventId> atLast = ledger.confirmed();
        awaitMore(ledger, RATE / 2);
        ledger.stop();
        int lost = ledger.missing(ledger.confirmed(), CLUSTER::owner).size();
        System.out.printf(
                "cluster, master of shards %s %s, level %s: rate %d/s, other master after %d ms,"
                        + " all shards again after %d ms, longest silence %d ms; %s, lost %d%n",
                affected,
                fault,
                LEVEL.word(),
                RATE,
                TimeUnit.NANOSECONDS.toMillis(switched - began),
                TimeUnit.NANOSECONDS.toMillis(recovered - began),
                TimeUnit.NANOSECONDS.toMillis(ledger.longestSilenceNanos()),
                ledger,
                lost);
        var after = new HashSet<>(ledger.confirmed());
        after.removeAll(atLast);
        assertThat(ledger.missing(after, CLUSTER::owner)).isEmpty();
        if (fault == Fault.MOVED || fault == Fault.TOLD || LEVEL == Durability.REPLICATED) {
            assertThat(lost).isZero();
        }
    }

    private static Set<Integer> shardsOf(RedisServer node) {
        return IntStream.range(0, CONFIG.shards())
                .filter(it -> CLUSTER.owner(RedisStoreFixture.stream(it)) == node)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static Set<Integer> shards(Set<EventId> ids, Set<EventId> less) {
        return ids.stream()
                .filter(it -> !less.contains(it))
                .map(EventId::shard)
                .collect(Collectors.toSet());
    }

    private static void bring(Fault fault, RedisServer old) {
        switch (fault) {
            case KILLED -> old.kill();
            case PAUSED -> old.pause();
            case TOLD -> CLUSTER.failOver(old);
            case MOVED -> shardsOf(old).forEach(it -> move(RedisStoreFixture.stream(it), old));
        }
    }

    private static void move(String stream, RedisServer from) {
        RedisServer to =
                CLUSTER.masters().stream().filter(it -> it != from).findFirst().orElseThrow();
        CLUSTER.move(stream, to);
    }

    private static void awaitMore(AppendLedger ledger, int more) {
        int enough = ledger.confirmed().size() + more;
        Awaitility.await().atMost(PATIENCE).until(() -> ledger.confirmed().size() >= enough);
    }
}
