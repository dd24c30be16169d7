package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.tidegate.metrics.GatewayMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A blocked event loop shows. */
class LoopWatchTest {

    private static final Duration PERIOD = Duration.ofMillis(1);

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final LoopWatch watch =
            LoopWatch.over(loops, new GatewayMetrics(registry).loops(), now::get, PERIOD);

    @AfterEach
    void stop() {
        watch.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void loopThatWasHeldUpForSecondsSaysSo() {
        // Given loops that look, by a clock that stands still
        looks(10);
        assertThat(lag().max(TimeUnit.NANOSECONDS)).isZero();
        // When three seconds pass from one look to the next
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        looks(lag().count() + 10);
        // Then
        assertThat(lag().max(TimeUnit.MILLISECONDS)).isEqualTo(2_999);
    }

    @Test
    void closedWatchLooksNoMore() {
        // Given
        looks(1);
        // When
        watch.close();
        loops.forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
        long before = lag().count();
        loops.forEach(
                loop ->
                        loop.schedule(() -> {}, 20 * PERIOD.toNanos(), TimeUnit.NANOSECONDS)
                                .syncUninterruptibly());
        // Then
        assertThat(lag().count()).isEqualTo(before);
    }

    private void looks(long count) {
        Awaitility.await().until(() -> lag().count() >= count);
    }

    private Timer lag() {
        return registry.get("tidegate.loop.lag").timer();
    }
}
