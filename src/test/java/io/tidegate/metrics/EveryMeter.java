package io.tidegate.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;

/** Makes one of every meter that a gateway can have, with nothing counted. */
final class EveryMeter {

    private EveryMeter() {}

    /** In this registry; the source is "shop", the destination "ci", the route "all". */
    static GatewayMetrics of(MeterRegistry registry) {
        var metrics = new GatewayMetrics(registry);
        ofDoor(metrics.door());
        metrics.keyFetches();
        metrics.visits();
        metrics.source("shop");
        metrics.destination("ci");
        metrics.dead(List.of("ci"));
        metrics.route("all");
        var store = metrics.store();
        store.backlog("ci");
        store.durability("memory");
        metrics.adminRefusals();
        metrics.loops();
        metrics.reloads();
        metrics.shards(() -> 0);
        metrics.breaker("ci", () -> 0);
        metrics.redis().links("commit", "ready", () -> 1);
        metrics.redis().reconnects("commit", () -> 2);
        BufferMeters.bind(registry, PooledByteBufAllocator.DEFAULT);
        return metrics;
    }

    private static void ofDoor(DoorMeters door) {
        door.watch(() -> 0, () -> 0, () -> 0);
        door.watchHeld(() -> 0, () -> 0);
        door.watchJournal(() -> 0, () -> 0);
    }
}
