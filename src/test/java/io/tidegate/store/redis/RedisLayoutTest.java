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
import io.tidegate.store.DedupRule;
import io.tidegate.store.EventStore;
import io.tidegate.store.Handout;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the store uses Redis: keys, batches, expiry, consumers. */
class RedisLayoutTest extends RedisStoreFixture {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void everyKeyBeginsWithThePrefixAndHasAHashTag() {
        // Given
        var event = readOne("a");
        claim(event);
        call(it -> it.park(delivery(event, "ci"), LONG, Setback.NONE));
        bury(delivery(event, "lake"), "no");
        // When
        var keys = REDIS.command("KEYS", "*").lines().toList();
        // Then
        assertThat(keys)
                .allMatch(
                        key ->
                                key.matches(
                                        "test:(workers|layout|\\{(\\d\\d|all|d:ci|d:lake)}:.+)"));
        assertThat(keys).contains("test:{d:ci}:due", "test:{d:lake}:dead", "test:{07}:events");
        assertThat(keys).contains("test:{07}:lease", "test:workers");
    }

    @Test
    void linesLeaveNothingBehindWhenTheyAreEmpty() {
        // Given: keys of any length and content, and of each more than one delivery
        appendMany(40);
        var deliveries = read(40).stream().map(it -> delivery(it, "ci")).toList();
        for (int i = 0; i < deliveries.size(); i++) {
            var key = "k\n\0" + "ü".repeat(i % 10 * 1_000);
            var entrant = new Entrant(deliveries.get(i), key, Time.FIRST);
            call(it -> it.lineUp("ci", List.of(entrant)));
        }
        assertThat(REDIS.command("ZCARD", "test:{d:ci}:places")).isEqualTo("40");
        assertThat(REDIS.command("HLEN", "test:{d:ci}:standing")).isEqualTo("40");
        // When
        deliveries.forEach(delivery -> call(it -> it.unpark("ci", delivery.id())));
        // Then: all that is left is one short field for each shard, for a day
        assertThat(REDIS.command("KEYS", "test:{d:ci}:*").lines())
                .containsExactly("test:{d:ci}:lined");
        assertThat(Integer.parseInt(REDIS.command("HLEN", "test:{d:ci}:lined")))
                .isLessThanOrEqualTo(CONFIG.shards());
        assertThat(Long.parseLong(REDIS.command("TTL", "test:{d:ci}:lined")))
                .isBetween(86_000L, 86_400L);
    }

    @Test
    void lineWhoseFirstIsLostGoesOn() {
        // Given
        appendMany(3);
        var deliveries = read(3).stream().map(it -> delivery(it, "ci")).toList();
        var entrants = deliveries.stream().map(it -> new Entrant(it, "k", Time.FIRST)).toList();
        call(it -> it.lineUp("ci", entrants));
        // When: its copy is gone, or somebody has taken it out by hand
        REDIS.command("HDEL", "test:{d:ci}:parked", deliveries.get(0).id().toString());
        call(it -> it.claimDue("ci", 9, LONG));
        REDIS.command("ZREM", "test:{d:ci}:due", deliveries.get(1).id().toString());
        // Then
        assertThat(call(it -> it.claimDue("ci", 9, LONG)).deliveries()).isEmpty();
        var due = call(it -> it.claimDue("ci", 9, LONG)).deliveries();
        assertThat(due).extracting(Delivery::id).containsExactly(deliveries.get(1).id());
        var next = call(it -> it.advance("ci", deliveries.get(1).id(), LONG)).orElseThrow();
        assertThat(next.delivery().id()).isEqualTo(deliveries.get(2).id());
    }

    @Test
    void firstOfALineThatCannotBeReadHoldsNobodyBack() {
        // Given
        appendMany(2);
        var deliveries = read(2).stream().map(it -> delivery(it, "ci")).toList();
        var entrants = deliveries.stream().map(it -> new Entrant(it, "k", Time.FIRST)).toList();
        call(it -> it.lineUp("ci", entrants));
        String id = deliveries.get(0).id().toString();
        // When
        REDIS.command("HSET", "test:{d:ci}:parked", id, "rubbish");
        call(it -> it.claimDue("ci", 9, LONG));
        // Then
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(call(it -> it.claimDue("ci", 9, LONG)).deliveries())
                                        .extracting(Delivery::id)
                                        .containsExactly(deliveries.get(1).id()));
        assertThat(REDIS.command("HGET", "test:{d:ci}:parked", id)).isEqualTo("rubbish");
    }

    @Test
    void eventsOfASourceInOrderAreInOneShardAndOthersAreNot() {
        // Given
        var sharding = new Sharding(8, Set.of("shop"));
        // When, Then
        var ofShop = IntStream.range(0, 100).map(i -> sharding.of(event("shop", "e" + i)));
        assertThat(ofShop.distinct().count()).isOne();
        var others = IntStream.range(0, 100).map(i -> sharding.of(event("other", "e" + i)));
        assertThat(others.distinct().count()).isEqualTo(8);
    }

    @Test
    void oneConsumerIsLeftHoweverManyWorkersHaveRead() {
        // Given
        EventId id = append(event("a"));
        settle(ids(read(1)));
        tell(store(), EventStore::leave);
        // When
        for (String process : List.of("second", "third", "fourth")) {
            var reader = openReader(process);
            append(event("a"));
            var read = ids(read(reader, 1));
            call(reader, it -> it.settle(read));
            call(reader, EventStore::close);
        }
        // Then
        assertThat(REDIS.command("XINFO", "CONSUMERS", stream(id), Keys.GROUP).lines())
                .containsOnlyOnce("name");
    }

    @Test
    void readWithALeaseThatAnotherWorkerHasTakenGivesNothing() {
        // Given
        appendMany(40);
        tell(store(), EventStore::leave);
        var second = openReader("second");
        Awaitility.await().until(() -> second.shards() == 8);
        read(second, 40);
        // When
        for (int shard = 0; shard < 8; shard++) {
            REDIS.command("HINCRBY", new Keys("test", 8).lease(shard), "fence", "1");
        }
        // Then
        assertThat(reclaim(second, Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void readWhoseAnswerWasLostIsMadeGoodInOrder() {
        // Given
        assertThat(readOnce(1)).isEmpty();
        var lost = append(event("a"));
        REDIS.command(
                "XREADGROUP", "GROUP", Keys.GROUP, Keys.CONSUMER, "STREAMS", stream(lost), ">");
        var waiting = start(store(), it -> it.read(10));
        // When
        REDIS.command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        assertThatThrownBy(() -> Futures.await(waiting)).isInstanceOf(StoreException.class);
        Awaitility.await().until(() -> isComplete(store()));
        var next = append(event("a"));
        // Then
        var read = readHandouts(store(), 2);
        assertThat(read).extracting(it -> it.event().id()).containsExactly(lost, next);
        assertThat(read).extracting(Handout::failures).containsOnly(0);
    }

    @Test
    void thousandsOfAppendsTravelInFewBatches() {
        // When
        appendMany(5_000);
        // Then
        assertThat(((RedisEventStore) store()).batches()).isBetween(2L, 30L);
        assertThat(status().events()).isEqualTo(5_000);
    }

    @Test
    void moreAppendsThanMayWaitAreRefusedAndNothingElseIs() {
        // When
        var appends =
                call(
                        store -> {
                            var all =
                                    IntStream.range(0, 10_000)
                                            .mapToObj(i -> store.append(event("e" + i)))
                                            .toList();
                            return Future.join(all).otherwiseEmpty().map(done -> all);
                        });
        // Then
        var refused = appends.stream().filter(Future::failed).toList();
        assertThat(refused).isNotEmpty();
        assertThat(refused)
                .allSatisfy(
                        it ->
                                assertThat(it.cause())
                                        .isInstanceOf(StoreException.class)
                                        .hasMessage("overloaded"));
        assertThat(status().events()).isEqualTo(10_000L - refused.size());
    }

    @Test
    void keysAreRememberedForTwoSpans() {
        // When
        claim(List.of(readOne("a")), DedupRule.byKey(Duration.ofHours(50)));
        // Then
        String bucket = REDIS.command("KEYS", "*:seen:*");
        assertThat(bucket).startsWith("test:{").contains(":seen:v2:259200:");
        assertThat(Long.parseLong(REDIS.command("TTL", bucket))).isBetween(518_000L, 518_400L);
    }

    @Test
    void largeBodyTakesLessMemoryAndComesBackAsItWas() {
        // Given
        String body = "{\"id\":\"evt_1\",\"amount\":100}".repeat(4_000);
        // When
        var id = append(event("shop", "large", body));
        // Then
        var usage = REDIS.command("MEMORY", "USAGE", stream(id));
        assertThat(Integer.parseInt(usage)).isLessThan(body.length() / 5);
        assertThat(read(1).get(0).event().body()).asString().isEqualTo(body);
        assertThat(find(id).orElseThrow().event().body()).asString().isEqualTo(body);
    }

    @Test
    void windowOfASourceIsItsOwnAndNotThatOfItsBucket() {
        // Given
        var rule = DedupRule.byKey(Duration.ofMinutes(5));
        long start = 100 * DAY;
        claim(List.of(stored(start)), rule);
        // When, Then
        assertThat(claim(List.of(stored(start + 300_000)), rule)).containsExactly(Claim.DUPLICATE);
        assertThat(claim(List.of(stored(start + 300_001)), rule)).containsExactly(Claim.FIRST);
        assertThat(claim(List.of(stored(start + 600_001)), rule)).containsExactly(Claim.DUPLICATE);
        assertThat(REDIS.command("HLEN", REDIS.command("KEYS", "*:seen:*"))).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"60, 120", "300, 1200", "3600, 7200", "259200, 518400"})
    void keyIsRememberedForTwiceTheSpanOfItsBucket(int windowSeconds, int lifeSeconds) {
        claim(List.of(stored(100 * DAY)), DedupRule.byKey(Duration.ofSeconds(windowSeconds)));
        int life = Integer.parseInt(REDIS.command("TTL", REDIS.command("KEYS", "*:seen:*")));
        assertThat(life).isBetween(lifeSeconds - 10, lifeSeconds);
    }

    @Test
    void rememberedKeyTakesAtMost45Bytes() {
        // Given
        var events = new ArrayList<StoredEvent>();
        for (int i = 0; i < CONFIG.dedupCapacity(); i++) {
            var event = event("e" + i);
            int shard = DedupHash.of(event).shard(8);
            events.add(new StoredEvent(new EventId(shard, 100 * DAY + i, 0), event));
        }
        // When
        for (int i = 0; i < events.size(); i += 1_000) {
            claim(events.subList(i, i + 1_000), RULE);
        }
        // Then
        var lua =
                "local sum = 0 for _, key in ipairs(redis.call('KEYS', '*:seen:*')) do "
                        + "sum = sum + redis.call('MEMORY', 'USAGE', key) end return sum";
        double bytes = Double.parseDouble(REDIS.command("EVAL", lua, "0")) / events.size();
        System.out.printf("remembered key: %.1f bytes%n", bytes);
        assertThat(bytes).isLessThan(45);
    }

    @Test
    void windowHoldsOverTheBorderOfPeriods() {
        // Given
        long border = 100 * DAY;
        var first = stored(border - 1);
        // When, Then
        assertThat(claimForADay(first)).containsExactly(Claim.FIRST);
        assertThat(claimForADay(stored(border))).containsExactly(Claim.DUPLICATE);
        assertThat(claimForADay(stored(border - 1 + DAY))).containsExactly(Claim.DUPLICATE);
        assertThat(claimForADay(stored(border + DAY))).containsExactly(Claim.FIRST);
    }

    @Test
    void earlierEventClaimedLaterIsADuplicateOverTheBorderToo() {
        // Given
        long border = 100 * DAY;
        claimForADay(stored(border));
        // When, Then
        assertThat(claimForADay(stored(border - 1))).containsExactly(Claim.DUPLICATE);
    }

    private static StoredEvent stored(long millis) {
        var event = event("a");
        return new StoredEvent(new EventId(DedupHash.of(event).shard(8), millis, 0), event);
    }

    private List<Claim> claimForADay(StoredEvent event) {
        return claim(List.of(event), DedupRule.byKey(Duration.ofDays(1)));
    }

    private List<Claim> claim(StoredEvent event) {
        return claim(List.of(event), RULE);
    }

    @Test
    void idleConsumersWithoutEventsAreDeletedAndOthersAreNot() {
        // Given
        EventId id = append(event("a"));
        readOnce(1);
        REDIS.command("XGROUP", "CREATECONSUMER", stream(id), Keys.GROUP, "idle");
        // When
        String deleted =
                REDIS.command(
                        "EVAL",
                        Script.load("tidy").text(),
                        "1",
                        stream(id),
                        Keys.GROUP,
                        "0",
                        "call");
        // Then
        assertThat(deleted).isEqualTo("call\n1");
        assertThat(REDIS.command("XINFO", "CONSUMERS", stream(id), Keys.GROUP))
                .contains("name\n" + Keys.CONSUMER + "\n")
                .doesNotContain("name\nidle\n");
    }

    @Test
    void trimLeavesYoungConsumersAlone() {
        // Given
        EventId id = append(event("a"));
        settle(ids(read(1)));
        // When
        trim(LONG);
        // Then
        assertThat(REDIS.command("XINFO", "CONSUMERS", stream(id), Keys.GROUP))
                .contains("name\n" + Keys.CONSUMER + "\n");
    }

    @Test
    void otherGroupsOfAStreamHoldTheirEventsToo() {
        // Given
        EventId id = append(event("a"));
        REDIS.command("XGROUP", "CREATE", stream(id), "somebody", "0");
        settle(ids(read(1)));
        // When, Then
        assertThat(trim(Duration.ZERO)).isZero();
        REDIS.command("XGROUP", "DESTROY", stream(id), "somebody");
        assertThat(trim(Duration.ZERO)).isOne();
    }

    @Test
    void secondReadAtTheSameTimeIsRefused() {
        // Given
        var waiting = start(store(), it -> it.read(1));
        // When, Then
        assertThatThrownBy(() -> readOnce(1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("under way");
        assertThat(Futures.await(waiting)).isEmpty();
    }
}
