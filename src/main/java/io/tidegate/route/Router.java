package io.tidegate.route;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The routes of the configuration, compiled: events in, deliveries out. Never changed once made, so
 * that all event loops can share it.
 */
public final class Router {

    private final List<Route> routes;
    private final Map<String, List<Route>> bySource = new ConcurrentHashMap<>();

    private Router(List<Route> routes) {
        this.routes = routes;
    }

    /**
     * Compiles all routes, in the order of the configuration.
     *
     * @throws RouteException with every problem of every route
     */
    public static Router compile(Map<String, RouteConfig> configured) {
        var problems = new ArrayList<RouteProblem>();
        var routes = new ArrayList<Route>();
        configured.forEach(
                (name, route) -> routes.add(RouteCompiler.compile(name, route, problems)));
        if (!problems.isEmpty()) {
            throw new RouteException(problems);
        }
        return new Router(List.copyOf(routes));
    }

    /**
     * Finds out who is owed the event. A destination gets it once: from the first route that has
     * something for it. Never fails, whatever the event holds.
     */
    public Routing route(StoredEvent stored) {
        var decision = new Decision(stored);
        // Only configured sources reach the store, so this holds a handful of lists.
        bySource.computeIfAbsent(stored.event().source(), this::from).forEach(decision::consider);
        return decision.routing();
    }

    private List<Route> from(String source) {
        return routes.stream().filter(route -> route.takesFrom(source)).toList();
    }
}
