package io.tidegate.dispatch;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.event.StoredEvent;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.route.OrderKeys;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import io.tidegate.store.DedupRules;
import io.tidegate.trace.Tracing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One configuration as dispatch works by it. Each event is dealt with by one plan from beginning to
 * end. Immutable, and shared by all event loops.
 *
 * @param config the configuration
 * @param router its routes
 * @param past the routes of plans before, the newest first, from which sources have been taken out
 *     since
 * @param rules which events are not delivered
 * @param keys what deliveries are in line with one another for
 * @param targets the destinations by name
 * @param tally what counts events
 */
record Plan(
        GatewayConfig config,
        Router router,
        List<Router> past,
        IntakeRules rules,
        OrderKeys keys,
        Map<String, Target> targets,
        Tally tally) {

    /** So many, or memory would grow with the number of changes. */
    private static final int MOST_PAST = 4;

    Plan {
        past = List.copyOf(past);
        targets = Map.copyOf(targets);
    }

    /** The plan of the start. */
    static Plan first(
            GatewayConfig config,
            Router router,
            DedupRules dedup,
            GatewayMetrics metrics,
            Tracing tracing) {
        var targets = new HashMap<String, Target>();
        config.destinations()
                .forEach((name, it) -> targets.put(name, Target.of(name, it, metrics)));
        return new Plan(
                config,
                router,
                List.of(),
                rules(config, dedup),
                OrderKeys.of(config.destinations()),
                targets,
                new Tally(config, router, metrics, tracing));
    }

    /** The plan after this one; what is configured as before is taken over. */
    Plan next(GatewayConfig changed, Router routes, DedupRules dedup, GatewayMetrics metrics) {
        var next = new HashMap<String, Target>();
        changed.destinations().forEach((name, it) -> next.put(name, target(name, it, metrics)));
        return new Plan(
                changed,
                routes,
                pastOf(changed),
                rules(changed, dedup),
                OrderKeys.of(changed.destinations()),
                next,
                new Tally(changed, routes, metrics, tally));
    }

    private Target target(String name, DestinationConfig changed, GatewayMetrics metrics) {
        Target present = targets.get(name);
        return present != null && present.config().equals(changed)
                ? present
                : Target.closed(name, changed, metrics);
    }

    private List<Router> pastOf(GatewayConfig changed) {
        if (changed.sources().keySet().containsAll(config.sources().keySet())) {
            return past;
        }
        var routers = new ArrayList<>(List.of(router));
        routers.addAll(past);
        return routers.subList(0, Math.min(routers.size(), MOST_PAST));
    }

    private static IntakeRules rules(GatewayConfig config, DedupRules dedup) {
        return new IntakeRules(dedup, config.dispatch().poisonAfter(), config.sourcesInOrder());
    }

    /** Whether it says what becomes of events of this source. */
    boolean knows(String source) {
        return routerOf(source).isPresent();
    }

    private Optional<Router> routerOf(String source) {
        return Stream.concat(Stream.of(router), past.stream())
                .filter(it -> it.isConfigured(source))
                .findFirst();
    }

    /**
     * Who is owed the event. One that was accepted just before its source was taken out is owed to
     * those to whom it was promised then.
     */
    Routing route(StoredEvent stored) {
        return routerOf(stored.event().source()).orElse(router).route(stored);
    }

    /** The destinations of which clients fetch what is parked. */
    Set<String> queues() {
        return config.destinations().entrySet().stream()
                .filter(it -> it.getValue().queue() != null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
