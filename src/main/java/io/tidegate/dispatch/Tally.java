package io.tidegate.dispatch;

import io.tidegate.config.GatewayConfig;
import io.tidegate.event.StoredEvent;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.RouteMeters;
import io.tidegate.metrics.SourceMeters;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import io.tidegate.trace.ReadSpan;
import io.tidegate.trace.Tracing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts and traces what became of events, by source and by route; shared by all event loops. */
final class Tally {

    private final Router router;
    private final Tracing tracing;
    private final Map<String, LongSupplier> past = new ConcurrentHashMap<>();
    private final Map<String, SourceMeters> sources = new HashMap<>();
    private final Map<String, RouteMeters> routes = new HashMap<>();

    /** By source, those included that are configured no more. */
    private final Map<String, LongAdder> routed = new ConcurrentHashMap<>();

    /** Begins to count. */
    Tally(GatewayConfig config, Router router, GatewayMetrics metrics, Tracing tracing) {
        this.router = router;
        this.tracing = tracing;
        config.sources().keySet().forEach(name -> sources.put(name, metrics.source(name)));
        config.routes().keySet().forEach(name -> routes.put(name, metrics.route(name)));
        routes.forEach((name, meters) -> meters.outOf(() -> eventsFor(name)));
    }

    /** Goes on counting what {@code before} has counted, which may count on for a moment. */
    Tally(GatewayConfig config, Router router, GatewayMetrics metrics, Tally before) {
        this(config, router, metrics, before.tracing);
        routes.keySet().stream()
                .filter(before.routes::containsKey)
                .forEach(name -> past.put(name, () -> before.eventsFor(name)));
    }

    /** The tally before counts no more. */
    void settle() {
        past.replaceAll((name, count) -> constant(count.getAsLong()));
    }

    private static LongSupplier constant(long count) {
        return () -> count;
    }

    private long eventsFor(String route) {
        long since =
                routed.entrySet().stream()
                        .filter(it -> router.takesFrom(route, it.getKey()))
                        .mapToLong(it -> it.getValue().sum())
                        .sum();
        return since + past.getOrDefault(route, constant(0)).getAsLong();
    }

    /** An event was read and will be routed; to be ended when it is settled or left pending. */
    ReadSpan read(StoredEvent event) {
        return tracing.read(event);
    }

    /** An event turned out to be a duplicate. */
    void duplicate(StoredEvent event) {
        source(event).ifPresent(SourceMeters::duplicate);
    }

    /** An event had the dedup key of another, and a body of its own. */
    void conflict(StoredEvent event) {
        source(event).ifPresent(SourceMeters::conflict);
    }

    /** Several workers ended while they had the event. */
    void poison(StoredEvent event) {
        source(event).ifPresent(SourceMeters::poison);
    }

    /** An event was routed. */
    void routed(StoredEvent event, Routing routing) {
        if (routing.isUnmatched()) {
            source(event).ifPresent(SourceMeters::unmatched);
        }
        for (var result : routing.results()) {
            Optional.ofNullable(routes.get(result.route()))
                    .ifPresent(route -> count(route, event, result));
        }
        // Last: what is not counted as a match by now counts as none.
        routed.computeIfAbsent(event.event().source(), name -> new LongAdder()).increment();
    }

    private static void count(RouteMeters route, StoredEvent event, Routing.Result result) {
        switch (result.match()) {
            case MATCHED -> route.match();
            case FAILED -> route.fail(event.id(), result.reason());
            case UNMATCHED -> {}
        }
    }

    /** Absent if the event is older than the configuration, and its source was taken out. */
    private Optional<SourceMeters> source(StoredEvent event) {
        return Optional.ofNullable(sources.get(event.event().source()));
    }
}
