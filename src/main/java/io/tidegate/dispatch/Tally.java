package io.tidegate.dispatch;

import io.tidegate.config.GatewayConfig;
import io.tidegate.event.StoredEvent;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.RouteMeters;
import io.tidegate.metrics.SourceMeters;
import io.tidegate.route.Routing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts what became of events, by source and by route; shared by all event loops. */
final class Tally {

    private final Map<String, SourceMeters> sources = new HashMap<>();
    private final Map<String, RouteMeters> routes = new HashMap<>();

    Tally(GatewayConfig config, GatewayMetrics metrics) {
        config.sources().keySet().forEach(name -> sources.put(name, metrics.source(name)));
        config.routes().keySet().forEach(name -> routes.put(name, metrics.route(name)));
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
                    .ifPresent(route -> count(route, result));
        }
    }

    private static void count(RouteMeters route, Routing.Result result) {
        switch (result.match()) {
            case MATCHED -> route.matched();
            case UNMATCHED -> route.unmatched();
            case FAILED -> route.failed();
        }
    }

    /** Absent if the event is older than the configuration, and its source was taken out. */
    private Optional<SourceMeters> source(StoredEvent event) {
        return Optional.ofNullable(sources.get(event.event().source()));
    }
}
