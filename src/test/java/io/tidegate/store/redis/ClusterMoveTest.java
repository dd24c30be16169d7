package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.DedupRules;
import io.tidegate.store.StoreException;
import io.tidegate.store.UnderContract;
import io.tidegate.testing.Events;
import io.tidegate.testing.RedisServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slots change hands while a store uses them. */
class ClusterMoveTest extends ClusterStoreFixture implements UnderContract {

    private static final int SHARD = 3;
    private static final String STREAM = RedisStoreFixture.stream(SHARD);
    private static final DedupRules RULES = DedupRules.everywhere(RULE);

    private RedisServer other = new RedisServer();

    @BeforeEach
    void chooseWhereTo() {
        RedisServer owner = CLUSTER.owner(STREAM);
        other = CLUSTER.nodes().stream().filter(it -> it != owner).findFirst().orElseThrow();
    }

    @Test
    void nothingIsLostWhenASlotHasMoved() {
        List<EventId> before = appendMany(40);
        move();
        List<EventId> after = appendMany(40);
        assertThat(after).anyMatch(it -> it.shard() == SHARD);
        assertThat(idsOf(read(80))).containsAll(before).containsAll(after);
    }

    @Test
    void eventsGoAheadOfTheFirstSlotOfANewMaster() {
        // Given a slot of which nothing is left where it was
        appendMany(40);
        other = CLUSTER.spare();
        CLUSTER.beginMove(STREAM, other);
        CLUSTER.moveKeys(STREAM, other);
        // When
        List<EventId> ids = appendMany(40);
        // Then
        assertThat(ids).anyMatch(it -> it.shard() == SHARD);
        CLUSTER.endMove(STREAM, other);
        assertThat(idsOf(read(80))).containsAll(ids);
    }

    /** Claims look into several keys, of which some are here, some there, and most nowhere. */
    @Test
    void claimsOnASlotThatIsMovingAreNotMadeAndCanBeMadeLater() {
        // Given an event that has claimed already
        var event = Events.event("a");
        var first = new StoredEvent(append(event), event);
        call(it -> it.claim(List.of(first), RULES));
        var second = new StoredEvent(append(event), event);
        int claimed = DedupHash.of(event).shard(CONFIG.shards());
        String stream = RedisStoreFixture.stream(claimed);
        RedisServer owner = CLUSTER.owner(stream);
        RedisServer next =
                CLUSTER.nodes().stream().filter(it -> it != owner).findFirst().orElseThrow();
        // When
        CLUSTER.beginMove(stream, next);
        owner.command("CONFIG", "RESETSTAT");
        // Then
        assertThatThrownBy(() -> call(it -> it.claim(List.of(second), RULES)))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse())
                .hasMessageStartingWith("TRYAGAIN");
        assertThat(owner.command("INFO", "commandstats"))
                .containsPattern("cmdstat_evalsha:.*rejected_calls=6,");
        CLUSTER.moveKeys(stream, next);
        CLUSTER.endMove(stream, next);
        List<Claim> claims = call(it -> it.claim(List.of(second), RULES));
        assertThat(claims).containsExactly(Claim.DUPLICATE);
    }

    @Test
    void readThatWaitsAtTheOldMasterIsFollowedByOneAtTheNew() {
        // Given
        var waiting = start(store(), it -> it.read(10));
        // When
        move();
        await(waiting.otherwise(List.of()));
        EventId id = appendTo(SHARD);
        // Then
        assertThat(idsOf(read(1))).containsExactly(id);
    }

    private EventId appendTo(int shard) {
        int number = 0;
        while (DedupHash.of(Events.event("x" + number)).shard(CONFIG.shards()) != shard) {
            number++;
        }
        return append(Events.event("x" + number));
    }

    private void move() {
        CLUSTER.beginMove(STREAM, other);
        CLUSTER.moveKeys(STREAM, other);
        CLUSTER.endMove(STREAM, other);
    }

    private static List<EventId> idsOf(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::id).toList();
    }
}
