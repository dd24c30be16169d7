package io.tidegate.store.redis;

import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.delivery;
import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.EventId;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.Claim;
import io.tidegate.store.StoreException;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        assertThat(keys).allMatch(key -> key.matches("test:\\{(\\d\\d|all|d:ci|d:lake)}:.+"));
        assertThat(keys).contains("test:{d:ci}:due", "test:{d:lake}:dead", "test:{07}:events");
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
    void keysAreRememberedForTwoWindows() {
        // When
        claim(readOne("a"));
        // Then
        String bucket = REDIS.command("KEYS", "*:seen:*");
        assertThat(bucket).startsWith("test:{").contains(":seen:259200:");
        assertThat(Long.parseLong(REDIS.command("TTL", bucket))).isBetween(518_000L, 518_400L);
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
        return claim(List.of(event), Duration.ofDays(1));
    }

    private List<Claim> claim(StoredEvent event) {
        return claim(List.of(event), WINDOW);
    }

    @Test
    void idleConsumersWithoutEventsAreDeletedAndOthersAreNot() {
        // Given
        EventId id = append(event("a"));
        readOnce("busy", 1);
        REDIS.command("XGROUP", "CREATECONSUMER", stream(id), Keys.GROUP, "idle");
        // When
        String deleted =
                REDIS.command("EVAL", Script.load("tidy").text(), "1", stream(id), Keys.GROUP, "0");
        // Then
        assertThat(deleted).isEqualTo("1");
        assertThat(REDIS.command("XINFO", "CONSUMERS", stream(id), Keys.GROUP))
                .contains("busy")
                .doesNotContain("idle\npending");
    }

    @Test
    void trimLeavesYoungConsumersAlone() {
        // Given
        EventId id = append(event("a"));
        settle(ids(read("w-0", 1)));
        // When
        trim(LONG);
        // Then
        assertThat(REDIS.command("XINFO", "CONSUMERS", stream(id), Keys.GROUP)).contains("w-0");
    }

    @Test
    void otherGroupsOfAStreamHoldTheirEventsToo() {
        // Given
        EventId id = append(event("a"));
        REDIS.command("XGROUP", "CREATE", stream(id), "somebody", "0");
        settle(ids(read("w-0", 1)));
        // When, Then
        assertThat(trim(Duration.ZERO)).isZero();
        REDIS.command("XGROUP", "DESTROY", stream(id), "somebody");
        assertThat(trim(Duration.ZERO)).isOne();
    }

    @Test
    void secondReadAtTheSameTimeIsRefused() {
        // Given
        var waiting = start(store(), it -> it.read("w-0", 1));
        // When, Then
        assertThatThrownBy(() -> readOnce("w-0", 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("under way");
        assertThat(Futures.await(waiting)).isEmpty();
    }
}
