package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.BreakerConfig;
import io.tidegate.config.Rate;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        Futures.await(vertx.close());
    }

    @Test
    void asManyAsTheConcurrencyGoAtOnceAndAsManyMoreWait() {
        // Given
        var lane = new Lane(2);

        // When
        var turns = enter(lane, 4);

        // Then
        assertThat(turns).extracting(Future::isComplete).containsExactly(true, true, false, false);
        assertThat(lane.enter(context)).isEmpty();
    }

    @Test
    void whoLeavesLetsTheNextInInOrder() {
        // Given
        var lane = new Lane(1);
        var turns = enter(lane, 2);

        // When
        lane.leave(Sign.WELL);

        // Then
        Futures.await(turns.get(1));
        assertThat(lane.enter(context).orElseThrow().isComplete()).isFalse();
    }

    @Test
    void deliveriesThatAreDueGoBeforeFreshOnes() {
        // Given
        var lane = new Lane(1);
        var fresh = enter(lane, 2).get(1);
        var due = lane.enterDue(context);

        // When
        lane.leave(Sign.WELL);

        // Then
        Futures.await(due);
        assertThat(fresh.isComplete()).isFalse();
        lane.leave(Sign.WELL);
        Futures.await(fresh);
    }

    @Test
    void dueAndFreshDeliveriesTakeTurns() {
        // Given
        var lane = new Lane(2);
        var fresh = enter(lane, 4).subList(2, 4);
        var due = List.of(lane.enterDue(context), lane.enterDue(context));

        // When
        lane.leave(Sign.WELL);
        lane.leave(Sign.WELL);

        // Then
        Futures.await(due.get(0));
        Futures.await(fresh.get(0));
        assertThat(due.get(1).isComplete()).isFalse();
        assertThat(fresh.get(1).isComplete()).isFalse();
    }

    @Test
    void whoComesLateWaitsInAFastLane() {
        // Given
        var now = new AtomicLong();
        var lane = lane(1, now);
        enter(lane, 2);

        // When
        var late = lane.enterLate(context).orElseThrow();

        // Then
        lane.leave(Sign.WELL);
        lane.leave(Sign.WELL);
        assertThat(Futures.await(late)).isEqualTo(Pass.GRANTED);
        assertThat(lane.dismiss(context)).isFalse();
    }

    @Test
    void nobodyComesLateToASlowLaneUntilItIsFastAgain() {
        // Given
        var now = new AtomicLong();
        var lane = lane(1, now);
        enter(lane, 2);
        leaveAfter(Duration.ofSeconds(1), lane, now, 2);

        // When
        boolean isSlow = lane.enterLate(context).isEmpty();

        // Then
        assertThat(isSlow).isTrue();
        leaveAfter(Duration.ofMillis(1), lane, now, 100);
        assertThat(lane.enterLate(context)).isPresent();
    }

    @Test
    void onlySoManyComeLateAsFindRoomSoonAndTwiceAsFewBesideABacklog() {
        // Given
        var lane = lane(1, new AtomicLong());
        var behindBacklog = lane(1, new AtomicLong());
        enter(lane, 1);
        enter(behindBacklog, 1);
        behindBacklog.enterDue(context);

        // When
        int late = enterLate(lane);
        int lateBehindBacklog = enterLate(behindBacklog);

        // Then
        assertThat(late).isEqualTo(500);
        assertThat(lateBehindBacklog).isEqualTo(250);
    }

    @Test
    void whoComesLateToALaneThatComesToAHaltIsSentAway() {
        // Given
        var now = new AtomicLong();
        var lane = lane(1, now);
        var fresh = enter(lane, 2).get(1);
        var late = lane.enterLate(context).orElseThrow();
        var ofAnother = lane.enterLate(vertx.getOrCreateContext()).orElseThrow();
        now.set(Duration.ofMillis(50).toNanos());
        lane.enterLate(context);
        assertThat(lane.dismiss(context)).isTrue();

        // When
        now.set(Duration.ofMillis(101).toNanos());
        boolean areLeft = lane.dismiss(context);

        // Then
        assertThat(areLeft).isTrue();
        assertThat(Futures.await(late)).isEqualTo(Pass.REFUSED);
        assertThat(ofAnother.isComplete()).isFalse();
        assertThat(fresh.isComplete()).isFalse();
        assertThat(lane.enterLate(context)).isEmpty();
    }

    @Test
    void nobodyComesLateWhereTheRateIsLimitedOrTheLaneIsPaused() {
        // Given
        var limited = new Lane(1, new Breaker(BreakerConfig.OFF, 1), Rate.parse("9/s"), () -> 0);
        var paused = new Lane(1);

        // When
        paused.pause();

        // Then
        assertThat(limited.enterLate(context)).isEmpty();
        assertThat(paused.enterLate(context)).isEmpty();
    }

    @Test
    void everyPlaceIsFreeAgainWhenAllHaveLeft() {
        // Given
        var lane = new Lane(3);
        var turns = enter(lane, 6);

        // When
        for (var turn : turns) {
            Futures.await(turn);
            lane.leave(Sign.WELL);
        }

        // Then
        assertThat(enter(lane, 6))
                .extracting(Future::isComplete)
                .containsExactly(true, true, true, false, false, false);
    }

    @Test
    void limitIsExactOverSeveralEventLoops() {
        // Given
        var lane = new Lane(3);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var turns = new AtomicInteger();
        var loops = List.of(new Entrant(), new Entrant(), new Entrant(), new Entrant());

        // When
        var all = loops.stream().map(loop -> loop.go(lane, running, most, turns, 5_000)).toList();
        Futures.await(Future.all(all));

        // Then
        assertThat(most.get()).isEqualTo(3);
        Awaitility.await().untilAsserted(() -> assertThat(running.get()).isZero());
        assertThat(turns.get()).isPositive();
        assertThat(enter(lane, 3)).extracting(Future::isComplete).containsOnly(true);
    }

    @Test
    void turnComesOnTheEventLoopOfWhoWaited() {
        // Given
        var lane = new Lane(1);
        var other = vertx.getOrCreateContext();
        enter(lane, 1);
        Promise<Boolean> isOnItsLoop = Promise.promise();
        lane.enter(other)
                .orElseThrow()
                .onComplete(turn -> isOnItsLoop.complete(Vertx.currentContext() == other));

        // When
        context.runOnContext(now -> lane.leave(Sign.WELL));

        // Then
        assertThat(Futures.await(isOnItsLoop.future())).isTrue();
    }

    @Test
    void whoWaitsInALaneThatIsPausedIsSentAway() {
        // Given
        var lane = new Lane(1);
        var turns = enter(lane, 2);
        var due = lane.enterDue(context);

        // When
        boolean isNew = lane.pause();

        // Then
        assertThat(isNew).isTrue();
        assertThat(lane.pause()).isFalse();
        assertThat(Futures.await(turns.get(1))).isEqualTo(Pass.REFUSED);
        assertThat(Futures.await(due)).isEqualTo(Pass.REFUSED);
        assertThat(lane.limit()).isZero();
        assertThat(lane.enter(context)).isEmpty();
        assertThat(Futures.await(lane.enterDue(context))).isEqualTo(Pass.REFUSED);
    }

    @Test
    void resumedLaneIsAsItWas() {
        // Given
        var lane = new Lane(1);
        enter(lane, 1);
        lane.pause();
        lane.leave(Sign.WELL);

        // When
        boolean wasPaused = lane.resume();

        // Then
        assertThat(wasPaused).isTrue();
        assertThat(lane.resume()).isFalse();
        assertThat(enter(lane, 2)).extracting(Future::isComplete).containsExactly(true, false);
    }

    @Test
    void whoWaitsWhenTheBreakerOpensIsSentAwayAndTheProbeIsAlone() {
        // Given
        var now = new AtomicLong();
        var config = new BreakerConfig(1, Duration.ofNanos(100));
        var lane = new Lane(2, new Breaker(config, 2), Rate.UNLIMITED, now::get);
        var turns = enter(lane, 3);

        // When
        lane.leave(Sign.ILL);

        // Then
        assertThat(Futures.await(turns.get(2))).isEqualTo(Pass.REFUSED);
        assertThat(lane.enter(context)).isEmpty();
        lane.leave(Sign.NONE);
        assertThat(lane.breaker()).isEqualTo(Breaker.State.OPEN);
        now.set(100);
        assertThat(lane.breaker()).isEqualTo(Breaker.State.HALF_OPEN);
        assertThat(enter(lane, 2)).extracting(Future::isComplete).containsExactly(true, false);
        lane.leave(Sign.WELL);
        assertThat(lane.breaker()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void whereTheRateIsLimitedNothingBeginsWithoutAPermitAndNoneIsSavedUp() {
        // Given
        var now = new AtomicLong();
        var breaker = new Breaker(BreakerConfig.OFF, 4);
        var lane = new Lane(4, breaker, Rate.parse("2/s"), now::get);
        var asked = new AtomicInteger();
        lane.whenWaiting(asked::incrementAndGet);
        lane.supply(3);
        now.set(Duration.ofMillis(60).toNanos());

        // When
        var turns = enter(lane, 2);

        // Then
        assertThat(turns).extracting(Future::isComplete).containsOnly(false);
        assertThat(lane.enter(context)).isEmpty();
        assertThat(asked).hasValue(2);
        assertThat(lane.waiting()).isEqualTo(2);
        lane.supply(1);
        assertThat(Futures.await(turns.get(0))).isEqualTo(Pass.GRANTED);
        assertThat(lane.waiting()).isOne();
        assertThat(turns.get(1).isComplete()).isFalse();
    }

    @Test
    void laneThatTheRateClosesSendsAwayWhoWaitsUntilItOpens() {
        // Given
        var now = new AtomicLong();
        var breaker = new Breaker(BreakerConfig.OFF, 4);
        var lane = new Lane(4, breaker, Rate.parse("5/h"), now::get);
        var turns = enter(lane, 1);

        // When
        lane.closeFor(Duration.ofMinutes(12));

        // Then
        assertThat(Futures.await(turns.get(0))).isEqualTo(Pass.REFUSED);
        assertThat(lane.limit()).isZero();
        assertThat(lane.enter(context)).isEmpty();
        now.set(Duration.ofMinutes(12).toNanos());
        assertThat(lane.limit()).isEqualTo(4);
        assertThat(lane.room()).isOne();
    }

    private static Lane lane(int concurrency, AtomicLong now) {
        var breaker = new Breaker(BreakerConfig.OFF, concurrency);
        return new Lane(concurrency, breaker, Rate.UNLIMITED, now::get);
    }

    /** As if each attempt took so long, and one more delivery came meanwhile. */
    private void leaveAfter(Duration each, Lane lane, AtomicLong now, int times) {
        for (int i = 0; i < times; i++) {
            now.addAndGet(each.toNanos());
            lane.leave(Sign.WELL);
            lane.enter(context);
        }
    }

    private int enterLate(Lane lane) {
        int entered = 0;
        while (lane.enterLate(context).isPresent()) {
            entered++;
        }
        return entered;
    }

    private List<Future<Pass>> enter(Lane lane, int times) {
        var turns = new ArrayList<Future<Pass>>();
        for (int i = 0; i < times; i++) {
            turns.add(lane.enter(context).orElseThrow());
        }
        return turns;
    }

    /** Enters again and again from an event loop of its own. */
    private final class Entrant {

        private final Context own = vertx.getOrCreateContext();
        private final Promise<Void> done = Promise.promise();

        Future<Void> go(
                Lane lane,
                AtomicInteger running,
                AtomicInteger most,
                AtomicInteger turns,
                int left) {
            own.runOnContext(now -> enter(lane, running, most, turns, left));
            return done.future();
        }

        private void enter(
                Lane lane,
                AtomicInteger running,
                AtomicInteger most,
                AtomicInteger turns,
                int left) {
            if (left == 0) {
                done.complete();
                return;
            }
            var turn = lane.enter(own);
            turn.ifPresent(
                    granted ->
                            granted.onSuccess(
                                    in -> {
                                        turns.incrementAndGet();
                                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                        own.runOnContext(later -> leave(lane, running));
                                    }));
            own.runOnContext(now -> enter(lane, running, most, turns, left - 1));
        }

        private void leave(Lane lane, AtomicInteger running) {
            running.decrementAndGet();
            lane.leave(Sign.WELL);
        }
    }
}
