package io.tidegate.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.function.Supplier;

/**
 * The pools that network buffers come from: the memory that they have taken from the system, and
 * the part of it that is in use, which is never more. Taken memory is kept for the next burst.
 */
final class BufferMeters {

    private BufferMeters() {}

    /**
     * Watches the allocator that every connection uses. One that does not pool shows nothing: it
     * keeps nothing either.
     */
    static void bind(MeterRegistry registry, ByteBufAllocator allocator) {
        if (allocator instanceof PooledByteBufAllocator pools) {
            var all = pools.metric();
            gauge(registry, "tidegate.buffers.taken", "direct", all::usedDirectMemory);
            gauge(registry, "tidegate.buffers.taken", "heap", all::usedHeapMemory);
            gauge(registry, "tidegate.buffers.used", "direct", pools::pinnedDirectMemory);
            gauge(registry, "tidegate.buffers.used", "heap", pools::pinnedHeapMemory);
        }
    }

    private static void gauge(
            MeterRegistry registry, String name, String memory, Supplier<Number> bytes) {
        Gauge.builder(name, bytes)
                .tag("memory", memory)
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }
}
