package io.tidegate.store.redis;

import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.delivery;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.tidegate.store.StoreException;
import io.tidegate.store.StoreStatus;
import io.tidegate.testing.Futures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What others, or a full memory, do to the keys of the store. */
class RedisAccidentTest extends RedisStoreFixture {

    @Test
    void destroyedGroupIsMadeAnewAndEventsComeAgain() {
        // Given
        var settled = readOne("a");
        settle(List.of(settled.id()));
        // When
        REDIS.command("XGROUP", "DESTROY", stream(settled.id()), Keys.GROUP);
        // Then
        assertThat(ids(read(1))).containsExactly(settled.id());
        assertThat(call(open(), it -> it.status(List.of())).remade()).isOne();
    }

    @Test
    void deletedStreamIsMadeAnewUnderAWaitingRead() {
        // Given
        append(event("a"));
        read(1);
        var waiting = start(store(), it -> it.read(1));
        // When
        REDIS.command("FLUSHALL");
        // Then
        Futures.await(waiting);
        EventId id = append(event("b"));
        assertThat(ids(read(1))).containsExactly(id);
    }

    @Test
    void forgottenScriptsAreSentAgain() {
        // Given
        claim(readOne("a"));
        // When
        REDIS.command("SCRIPT", "FLUSH");
        // Then
        assertThat(claim(readOne("a"))).containsExactly(Claim.DUPLICATE);
    }

    @Test
    void fullRedisRefusesEventsAndStillDrains() {
        // Given
        appendMany(30);
        read(30);
        var parked = readOne("parked");
        var dead = readOne("dead");
        call(it -> it.park(delivery(parked, "ci"), Duration.ZERO, Setback.NONE));
        call(it -> it.park(delivery(dead, "ci"), Duration.ZERO, Setback.NONE));
        Awaitility.await().until(() -> REDIS.command("ZCARD", "test:{all}:wake").equals("1"));
        // When
        fill();
        // Then
        assertThat(call(it -> it.wake(Set.of(), 10)).destinations()).containsExactly("ci");
        call(it -> it.remind("ci"));
        assertThat(call(it -> it.wake(Set.of(), 10)).destinations()).containsExactly("ci");
        assertThatThrownBy(() -> append(event("refused")))
                .isInstanceOfSatisfying(
                        StoreException.class, it -> assertThat(it.isUnknown()).isFalse())
                .hasMessageContaining("OOM");
        assertThatThrownBy(
                        () ->
                                call(
                                        it ->
                                                it.park(
                                                        delivery(dead, "lake"),
                                                        Duration.ZERO,
                                                        Setback.NONE)))
                .hasMessageContaining("OOM");
        var due = call(it -> it.claimDue("ci", 10, LONG)).deliveries();
        assertThat(due).hasSize(2);
        call(it -> it.unpark("ci", parked.id()));
        bury(delivery(dead, "ci"), "no");
        assertThat(deadLetters("ci", 10)).hasSize(1);
        crash(store());
        var restarted = openReader("first");
        var left = ids(read(restarted, 32));
        call(restarted, it -> it.settle(left));
        assertThat(trim(Duration.ZERO)).isPositive();
        assertThat(status("ci").pending()).isZero();
    }

    @Test
    void fullRedisLetsNobodyLineUpAndLinesStillDrain() {
        // Given
        appendMany(5);
        var all = read(5).stream().map(it -> delivery(it, "ci")).toList();
        lineUp(all.subList(0, 4));
        call(it -> it.claimDue("ci", 10, LONG));
        // When
        fill();
        // Then
        assertThatThrownBy(() -> lineUp(all.subList(4, 5))).hasMessageContaining("OOM");
        var next = call(it -> it.advance("ci", all.get(0).id(), LONG)).orElseThrow();
        assertThat(next.delivery().id()).isEqualTo(all.get(1).id());
        bury(all.get(1), "no");
        call(it -> it.unpark("ci", all.get(2).id()));
        assertThat(call(it -> it.claimDue("ci", 10, LONG)).deliveries())
                .extracting(Delivery::id)
                .containsExactly(all.get(3).id());
    }

    private void lineUp(List<Delivery> deliveries) {
        call(
                it ->
                        it.lineUp(
                                "ci",
                                deliveries.stream()
                                        .map(each -> new Entrant(each, "k", Time.FIRST))
                                        .toList()));
    }

    @Test
    void lostWordOfAParkedDeliveryIsMadeGoodByTheNextLook() {
        // Given
        var parked = readOne("a");
        call(it -> it.park(delivery(parked, "ci"), Duration.ofSeconds(30), Setback.NONE));
        bury(delivery(readOne("b"), "lake"), "no");
        Awaitility.await().until(() -> REDIS.command("ZCARD", "test:{all}:owed").equals("2"));
        // When
        REDIS.command("DEL", "test:{all}:wake", "test:{all}:owed");
        call(it -> it.claimDue("ci", 10, LONG));
        call(it -> it.claimDue("lake", 10, LONG));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            assertThat(status().parked()).containsEntry("ci", 1L);
                            assertThat(status().dead()).containsEntry("lake", 1L);
                        });
        advance(Duration.ofSeconds(30));
        assertThat(call(it -> it.wake(Set.of(), 10)).destinations()).containsExactly("ci");
    }

    @Test
    void destinationThatIsOwedNothingAnyMoreIsNotAskedAbout() {
        // Given
        var parked = readOne("a");
        call(it -> it.park(delivery(parked, "ci"), LONG, Setback.NONE));
        Awaitility.await().until(() -> REDIS.command("ZCARD", "test:{all}:owed").equals("1"));
        // When
        call(it -> it.unpark("ci", parked.id()));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () -> {
                            assertThat(status("ci").parked()).containsEntry("ci", 0L);
                            assertThat(REDIS.command("ZCARD", "test:{all}:owed")).isEqualTo("0");
                        });
    }

    @Test
    void fullRedisRemembersNoKeysAndDeliversAnyway() {
        // Given
        var known = readOne("known");
        claim(known);
        var first = readOne("a");
        var second = readOne("a");
        // When
        fill();
        // Then
        assertThat(claim(first)).containsExactly(Claim.FIRST);
        assertThat(claim(second)).containsExactly(Claim.FIRST);
        assertThat(claim(known)).containsExactly(Claim.AGAIN);
    }

    @Test
    void garbageInAStreamIsKeptAsideAndNeverComesBack() {
        // Given
        EventId before = append(event("a"));
        REDIS.command("XADD", stream(before), "*", "what", "ever");
        REDIS.command("XADD", stream(before), "*", "v", "2", "s", "x");
        EventId after = append(event("a"));
        // When
        var read = read(2);
        // Then
        assertThat(ids(read)).containsExactly(before, after);
        String aside = new Keys("test", 8).unreadable(before.shard());
        Awaitility.await().until(() -> REDIS.command("XLEN", aside).equals("2"));
        assertThat(REDIS.command("XRANGE", aside, "-", "+")).contains("what\never");
        assertThat(status().pending()).isEqualTo(2);
        assertThat(list(10)).hasSize(2);
    }

    @Test
    void shardOfAnotherTypeStopsOnlyItself() {
        // Given
        EventId id = append(event("a"));
        REDIS.command("DEL", stream(id));
        REDIS.command("SET", stream(id), "somebody else's");
        // When
        assertThatThrownBy(() -> append(event("a"))).hasMessageContaining("WRONGTYPE");
        EventId other = appendElsewhere(id);
        // Then
        assertThat(ids(read(1))).containsExactly(other);
        assertThat(ids(list(10))).containsExactly(other);
        assertThat(status().events()).isOne();
        assertThat(REDIS.command("GET", stream(id))).isEqualTo("somebody else's");
    }

    private EventId appendElsewhere(EventId broken) {
        for (int i = 0; ; i++) {
            var event = event("e" + i);
            if (DedupHash.of(event).shard(8) != broken.shard()) {
                return append(event);
            }
        }
    }

    @Test
    void vanishedPendingEventsAreCounted() {
        // Given
        var lost = readOne("a");
        REDIS.command("XDEL", stream(lost.id()), lost.id().entry());
        // When
        var again = reclaim(store(), Duration.ZERO, 10);
        // Then
        assertThat(again).isEmpty();
        assertThat(status().vanished()).isOne();
        assertThat(status().pending()).isZero();
    }

    @Test
    void vanishedEventOfACrashedWorkerIsCountedAndSettled() {
        // Given
        var lost = readOne("a");
        REDIS.command("XDEL", stream(lost.id()), lost.id().entry());
        crash(store());
        // When
        var restarted = openReader("first");
        Awaitility.await().until(() -> restarted.shards() == 8);
        // Then
        assertThat(readOnce(restarted, 10)).isEmpty();
        var status = call(restarted, it -> it.status(List.of()));
        assertThat(status.vanished()).isOne();
        assertThat(status.pending()).isZero();
    }

    @Test
    void copyThatCannotBeReadIsNotDueForEver() {
        // Given
        var good = delivery(readOne("a"), "ci");
        call(it -> it.park(good, Duration.ZERO, Setback.NONE));
        REDIS.command("ZADD", "test:{d:ci}:due", "1", "1-1-1");
        REDIS.command("HSET", "test:{d:ci}:parked", "1-1-1", "garbage");
        // When
        var due = call(it -> it.claimDue("ci", 10, LONG));
        // Then
        assertThat(due.deliveries()).hasSize(1);
        Awaitility.await().until(() -> status("ci").parked().equals(Map.of("ci", 1L)));
        assertThat(REDIS.command("HGET", "test:{d:ci}:parked", "1-1-1")).isEqualTo("garbage");
    }

    @Test
    void dueTimeWithoutACopyIsForgotten() {
        // Given
        REDIS.command("ZADD", "test:{d:ci}:due", "1", "1-1-1");
        // When
        var due = call(it -> it.claimDue("ci", 10, LONG));
        // Then
        assertThat(due.deliveries()).isEmpty();
        assertThat(REDIS.command("ZCARD", "test:{d:ci}:due")).isEqualTo("0");
    }

    @Test
    void deliveryIsNotLostWhenItsGraveIsOfAnotherType() {
        // Given
        StoredEvent event = readOne("a");
        call(it -> it.park(delivery(event, "ci"), Duration.ZERO, Setback.NONE));
        REDIS.command("SET", "test:{d:ci}:dead", "somebody else's");
        // When
        assertThatThrownBy(() -> bury(delivery(event, "ci"), "no"))
                .hasMessageContaining("WRONGTYPE");
        // Then
        assertThat(call(it -> it.claimDue("ci", 10, LONG)).deliveries()).hasSize(1);
    }

    @Test
    void nothingIsHalfParkedWhenAKeyIsOfAnotherType() {
        // Given
        StoredEvent event = readOne("a");
        REDIS.command("SET", "test:{d:ci}:due", "somebody else's");
        // When
        assertThatThrownBy(() -> call(it -> it.park(delivery(event, "ci"), LONG, Setback.NONE)))
                .hasMessageContaining("WRONGTYPE");
        // Then
        assertThat(REDIS.command("EXISTS", "test:{d:ci}:parked")).isEqualTo("0");
    }

    @Test
    void nearlyFullRedisIsToldOfUntilThereIsRoom() {
        // Given
        Awaitility.await().until(() -> room().used() > 0);
        long used = room().used();
        assertThat(store().isFull()).isFalse();
        // When, Then
        REDIS.command("CONFIG", "SET", "maxmemory", "" + (used + used / 10));
        Awaitility.await().until(() -> store().isFull());
        append(event("a"));
        REDIS.command("CONFIG", "SET", "maxmemory", "" + 4 * used);
        Awaitility.await().until(() -> !store().isFull());
        assertThat(room().limit()).isEqualTo(4 * used);
    }

    private StoreStatus.Room room() {
        return status().room();
    }

    private static void fill() {
        REDIS.command("CONFIG", "SET", "maxmemory", "1");
    }

    private List<Claim> claim(StoredEvent event) {
        return claim(List.of(event), RULE);
    }
}
