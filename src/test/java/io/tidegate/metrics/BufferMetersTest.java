package io.tidegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** What the pools of network buffers hold is seen, and what of it is in use. */
class BufferMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void memoryThatIsGivenBackStaysTakenAndIsUsedNoMore() {
        // Given
        var pools = new PooledByteBufAllocator(true);
        BufferMeters.bind(registry, pools);
        assertThat(gauge("taken")).isZero();
        // When
        var buffer = pools.directBuffer(10_000);
        // Then
        assertThat(gauge("used")).isBetween(10_000.0, 20_000.0);
        assertThat(gauge("taken")).isGreaterThanOrEqualTo(gauge("used"));
        // When
        buffer.release();
        pools.trimCurrentThreadCache();
        // Then
        assertThat(gauge("used")).isZero();
        assertThat(gauge("taken")).isPositive();
    }

    @Test
    void allocatorWithoutPoolsHasNothingToShow() {
        BufferMeters.bind(registry, UnpooledByteBufAllocator.DEFAULT);
        assertThat(registry.getMeters()).isEmpty();
    }

    private double gauge(String name) {
        return registry.get("tidegate.buffers." + name).tag("memory", "direct").gauge().value();
    }
}
