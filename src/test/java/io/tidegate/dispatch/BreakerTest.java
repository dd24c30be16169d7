package io.tidegate.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.BreakerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long OPEN_FOR = Duration.ofSeconds(30).toNanos();

    private final Breaker breaker =
            new Breaker(new BreakerConfig(3, Duration.ofNanos(OPEN_FOR)), 8);

    private void fail(int times, long nowNanos) {
        for (int i = 0; i < times; i++) {
            breaker.failed(nowNanos);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            breaker.succeeded();
        }
    }

    @Test
    void closedItLetsEverythingThrough() {
        assertThat(breaker.limit(0)).isEqualTo(8);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void soManyFailuresInARowOpenIt() {
        fail(2, 0);
        assertThat(breaker.limit(0)).isEqualTo(8);
        fail(1, 0);
        assertThat(breaker.limit(0)).isZero();
        assertThat(breaker.limit(OPEN_FOR - 1)).isZero();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void failuresWithASuccessBetweenDoNotOpenIt() {
        fail(2, 0);
        succeed(1);
        fail(2, 0);
        assertThat(breaker.limit(0)).isEqualTo(8);
    }

    @Test
    void afterAWhileOneProbeIsLetThrough() {
        fail(3, 0);
        assertThat(breaker.limit(OPEN_FOR)).isOne();
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
    }

    @Test
    void probeThatFailsOpensItForAsLongAgain() {
        fail(3, 0);
        breaker.limit(OPEN_FOR);
        fail(1, OPEN_FOR + 5);
        assertThat(breaker.limit(2 * OPEN_FOR + 4)).isZero();
        assertThat(breaker.limit(2 * OPEN_FOR + 5)).isOne();
    }

    @Test
    void probesThatSucceedLetTwiceAsManyThroughUntilItIsClosed() {
        fail(3, 0);
        breaker.limit(OPEN_FOR);
        succeed(1);
        assertThat(breaker.limit(OPEN_FOR)).isEqualTo(2);
        succeed(1);
        assertThat(breaker.limit(OPEN_FOR)).isEqualTo(2);
        succeed(1);
        assertThat(breaker.limit(OPEN_FOR)).isEqualTo(4);
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        succeed(4);
        assertThat(breaker.limit(OPEN_FOR)).isEqualTo(8);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void failureOnTheRampOpensItAtOnce() {
        fail(3, 0);
        breaker.limit(OPEN_FOR);
        succeed(3);
        fail(1, OPEN_FOR);
        assertThat(breaker.limit(OPEN_FOR)).isZero();
    }

    @Test
    void whatEndsWhileItIsOpenSaysNothing() {
        fail(3, 0);
        fail(5, OPEN_FOR / 2);
        succeed(5);
        assertThat(breaker.limit(OPEN_FOR - 1)).isZero();
        assertThat(breaker.limit(OPEN_FOR)).isOne();
    }

    @Test
    void closedAgainItCountsAnew() {
        fail(3, 0);
        breaker.limit(OPEN_FOR);
        succeed(7);
        fail(2, OPEN_FOR);
        assertThat(breaker.limit(OPEN_FOR)).isEqualTo(8);
    }

    @Test
    void breakerThatIsOffNeverOpens() {
        var off = new Breaker(BreakerConfig.OFF, 8);
        for (int i = 0; i < 100; i++) {
            off.failed(0);
        }
        assertThat(off.limit(0)).isEqualTo(8);
    }
}
