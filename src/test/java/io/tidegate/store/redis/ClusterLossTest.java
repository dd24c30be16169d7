package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.EventStores;
import io.tidegate.store.Finding;
import io.tidegate.store.StoreException;
import io.tidegate.store.UnderContract;
import io.tidegate.testing.Events;
import io.tidegate.testing.LogLines;
import io.tidegate.testing.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A master of a cluster is away or unfit, and nobody takes its place. */
class ClusterLossTest extends ClusterStoreFixture implements UnderContract {

    private static final int SHARD = 3;

    /** So many that some are of every shard. */
    private static final Set<String> IN_ORDER =
            IntStream.range(0, 60).mapToObj(i -> "line" + i).collect(Collectors.toSet());

    private LogLines log = new LogLines(RedisLink.class.getName());
    private LinkStates states = new LinkStates();
    private RedisServer lost = new RedisServer();

    @Override
    protected EventStores stores() {
        var links = new RedisLinks(vertx, CLUSTER.config(Duration.ofSeconds(1)));
        states = links.states();
        return new RedisEventStores(vertx, links, CONFIG, IN_ORDER);
    }

    /** Else two masters refuse everything when the third is away. */
    @BeforeEach
    void serveWhatIsThere() {
        log = new LogLines(RedisLink.class.getName());
        lost = CLUSTER.owner(RedisStoreFixture.stream(SHARD));
        CLUSTER.nodes()
                .forEach(it -> it.command("CONFIG", "SET", "cluster-require-full-coverage", "no"));
    }

    @AfterEach
    void startWhatWasKilled() {
        log.close();
        CLUSTER.awaitWhole();
    }

    @Test
    void linksToAllMastersAreCountedTogether() {
        assertThat(states.count(LinkPurpose.COMMIT, LinkState.READY)).isEqualTo(3);
        assertThat(states.count(LinkPurpose.REST, LinkState.READY)).isEqualTo(3);
        read(0);
        start(store(), it -> it.read(10));
        Awaitility.await()
                .until(() -> states.count(LinkPurpose.READ, LinkState.READY) == CONFIG.shards());
    }

    @Test
    void logNamesTheNodeThatIsLost() {
        lost.kill();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(log.pairs()).contains("node=127.0.0.1:" + lost.port()));
    }

    @Test
    void eventsOfItsShardsGoToOthersUnlessTheyAreReadInOrder() {
        // Given
        Set<Integer> away = shardsOf(lost);
        lost.kill();
        Awaitility.await().until(() -> states.count(LinkPurpose.COMMIT, LinkState.READY) == 2);
        // When
        List<EventId> ids =
                IntStream.range(0, 40).mapToObj(i -> append(Events.event("e" + i))).toList();
        // Then
        assertThat(ids).noneMatch(it -> away.contains(it.shard()));
        assertThatThrownBy(() -> append(Events.event(inOrderOf(away), "a")))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse());
        assertThat(read(40).stream().map(StoredEvent::id)).containsExactlyInAnyOrderElementsOf(ids);
    }

    private static String inOrderOf(Set<Integer> shards) {
        return IN_ORDER.stream()
                .filter(
                        it ->
                                shards.contains(
                                        DedupHash.ofSource(Events.event(it, "a"))
                                                .shard(CONFIG.shards())))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Integer> shardsOf(RedisServer node) {
        return IntStream.range(0, CONFIG.shards())
                .filter(it -> CLUSTER.owner(RedisStoreFixture.stream(it)) == node)
                .boxed()
                .collect(Collectors.toSet());
    }

    @Test
    void doctorNamesTheNodeThatIsNotFit() {
        // Given
        lost.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        // When
        var examination = new Examination(vertx, CONFIG, InstantSource.system());
        List<Finding> findings = await(examination.of(CLUSTER.config(Duration.ofSeconds(2))));
        lost.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
        // Then
        assertThat(findings)
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.text())
                                        .startsWith("127.0.0.1:" + lost.port() + ": maxmemory"));
        assertThat(findings)
                .extracting(Finding::text)
                .contains("a node of a Redis Cluster")
                .anyMatch(it -> it.contains("all masters that have our keys answer: 3"));
    }
}
