package io.tidegate.store.redis;

import static io.tidegate.store.UnderContract.ids;
import static io.tidegate.testing.Events.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.EventStore;
import io.tidegate.store.OrderedDeliveries.Entrant;
import io.tidegate.store.OrderedDeliveries.Time;
import io.tidegate.store.Wake;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The clock of Redis was ahead for some time: nobody waits for that long once it is right. */
class ClockSetBackTest extends RedisStoreFixture {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofSeconds(35);

    /** After no attempt, after one, after two and more. */
    private static final List<Duration> LONGEST = List.of(LEASE, LEASE, Duration.ofHours(6));

    private static final String DUE = "test:{d:ci}:due";

    private static long nowMillis() {
        return 1_000 * Long.parseLong(REDIS.command("TIME").lines().findFirst().orElseThrow());
    }

    private static long dueMillis(StoredEvent event) {
        return Long.parseLong(REDIS.command("ZSCORE", DUE, event.id().toString()));
    }

    @Test
    void leaseOfAClockThatWasSetBackLastsNoLongerThanAnyOther() {
        // Given
        var lua =
                "local t = redis.call('TIME')[1] * 1000 "
                        + "return redis.call('HSET', 'test:{07}:lease', 'worker', 'gone/0', "
                        + "'fence', 1, 'until', t + 3600000, 'length', 1000)";
        tell(store(), EventStore::leave);
        REDIS.command("EVAL", lua, "0");
        // When
        var second = openReader("second");
        // Then
        Awaitility.await().until(() -> second.shards() == 8);
    }

    @Test
    void workerOfAClockThatWasSetBackLivesNoLongerThanAnyOther() {
        // Given
        REDIS.command("ZADD", "test:workers", "9e12", "gone/0");
        // When
        var second = openReader("second");
        // Then
        Awaitility.await().until(() -> second.shards() == 4 && store().shards() == 4);
    }

    @Test
    void destinationThatIsLookedAtTooLateIsToldOfUntilItIsMended() {
        // Given
        REDIS.command("ZADD", new Keys("test", 8).wake(), "9e12", "ci");
        // When
        var before = List.of(call(it -> it.wake(Set.of(), 1)), call(it -> it.wake(Set.of(), 1)));
        call(it -> it.pullIn("ci", LONGEST));
        // Then
        assertThat(before).extracting(Wake::ahead).containsOnly(Set.of("ci"));
        assertThat(call(it -> it.wake(Set.of(), 1)).ahead()).isEmpty();
        String due = REDIS.command("ZSCORE", new Keys("test", 8).wake(), "ci");
        assertThat(Long.parseLong(due) - nowMillis())
                .isLessThanOrEqualTo(Wake.AGAIN.toMillis() + 1_000);
    }

    @Test
    void whatIsParkedInTheSameMomentDoesNotHideIt() {
        // Given
        REDIS.command("ZADD", new Keys("test", 8).wake(), "9e12", "ci");
        var event = readOne("a");
        // When
        call(it -> it.park(tried(event, 1), Duration.ZERO, Setback.NONE));
        call(it -> it.remind("ci"));
        // Then
        assertThat(call(it -> it.wake(Set.of(), 1)).ahead()).containsExactly("ci");
    }

    @Test
    void whatWasHandedOutMeanwhileAndNotSettledIsHandedOutAgain() {
        // Given
        var event = readOne("a");
        tell(store(), it -> it.giveBack(event.id()));
        var lease = new Keys("test", 8).lease(event.id().shard());
        // When: to Redis it is idle for less than no time, so that nobody reclaims it
        REDIS.command("HINCRBY", lease, "until", "" + HOUR.toMillis());
        // Then
        assertThat(ids(read(1))).containsExactly(event.id());
    }

    @Test
    void whatWasParkedMeanwhileWaitsNoLongerThanItCanHaveBeenMeantTo() {
        // Given
        var event = readOne("a");
        call(it -> it.park(tried(event, 1), Duration.ofSeconds(5), Setback.NONE));
        advance(HOUR.negated());
        // When
        int count = call(it -> it.pullIn("ci", LONGEST));
        int again = call(it -> it.pullIn("ci", LONGEST));
        // Then
        assertThat(count).isOne();
        assertThat(again).isZero();
        assertThat(dueMillis(event) - nowMillis()).isBetween(0L, LEASE.toMillis() + 1_000);
    }

    @Test
    void whatMayWaitForAsLongStays() {
        // Given
        var event = readOne("a");
        call(it -> it.park(tried(event, 7), Duration.ofHours(5), Setback.NONE));
        long before = dueMillis(event);
        // When
        int count = call(it -> it.pullIn("ci", LONGEST));
        // Then
        assertThat(count).isZero();
        assertThat(dueMillis(event)).isEqualTo(before);
    }

    @Test
    void allAreFoundHoweverManyThereAre() {
        // Given: more than are looked at in one go, every other one in order
        var event = readOne("a");
        call(it -> it.park(tried(event, 1), Duration.ZERO, Setback.NONE));
        var lua =
                "local t = redis.call('TIME')[1] * 1000 "
                        + "local copy = redis.call('HGETALL', KEYS[2])[2] for i = 1, 2000 do "
                        + "redis.call('HSET', KEYS[2], 'x' .. i, copy) "
                        + "redis.call('ZADD', KEYS[1], t + 3600000 * (i % 2), 'x' .. i) end";
        REDIS.command("EVAL", lua, "2", DUE, new Keys("test", 8).parked("ci"));
        // When
        int count = call(it -> it.pullIn("ci", LONGEST));
        // Then
        assertThat(count).isEqualTo(1_000);
        assertThat(REDIS.command("ZCOUNT", DUE, "" + (nowMillis() + 60_000), "+inf"))
                .isEqualTo("0");
    }

    @Test
    void whatIsSettledBetweenTwoPagesHidesNothing() {
        // Given: two that are due in time, four that are not, of which two are due together
        var lua =
                "local t = redis.call('TIME')[1] * 1000 for i, wait in ipairs({50, 51, 3600, 3601, "
                        + "3601, 3602}) do redis.call('ZADD', KEYS[1], t + wait * 1000, 'x' .. i) end";
        REDIS.command("EVAL", lua, "1", DUE);
        // When
        for (String from = "0"; !from.startsWith("-"); ) {
            from = page(from, 3);
            REDIS.command("ZREMRANGEBYRANK", DUE, "0", "1");
        }
        // Then
        assertThat(REDIS.command("ZCOUNT", DUE, "" + (nowMillis() + 3_000_000), "+inf"))
                .isEqualTo("0");
    }

    /**
     * Runs the script once, where nothing may wait for over 40 s; the result is where it goes on.
     */
    private static String page(String after, int most) {
        String text = Script.loadWithLines("pullin").text();
        String parked = new Keys("test", 8).parked("ci");
        var reply =
                REDIS.command("EVAL", text, "2", DUE, parked, after, "" + most, "40000", "call");
        return reply.lines().skip(1).findFirst().orElseThrow();
    }

    @Test
    void whatWaitsInLineGoesOnWaiting() {
        // Given
        appendMany(2);
        var events = read(2);
        var entrants = events.stream().map(ClockSetBackTest::entrant).toList();
        call(it -> it.lineUp("ci", entrants));
        advance(HOUR.negated());
        // When
        int count = call(it -> it.pullIn("ci", LONGEST));
        // Then
        assertThat(count).isOne();
    }

    private static Delivery tried(StoredEvent event, int attempts) {
        return new Delivery(event, "ci", event.event().body(), attempts);
    }

    private static Entrant entrant(StoredEvent event) {
        return new Entrant(delivery(event, "ci"), "line", Time.FIRST);
    }
}
