package io.tidegate.route;

import io.tidegate.config.RouteConfig;
import io.tidegate.config.SourceConfig;
import io.tidegate.config.SourceSelector;
import io.tidegate.event.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The routes of the configuration, compiled: events in, deliveries out. Safe for any thread, so
 * that all event loops can share it.
 */
public final class Router {

    private final List<Route> routes;
    private final Set<String> configured;
    private final Map<String, Entry> bySource = new ConcurrentHashMap<>();

    private Router(List<Route> routes, Map<String, SourceConfig> sources) {
        this.routes = List.copyOf(routes);
        configured = Set.copyOf(sources.keySet());
        sources.forEach(
                (name, source) ->
                        bySource.put(
                                name,
                                entry(name, SourceSelector.providerOf(source), source.labels())));
    }

    /**
     * The routes of one source.
     *
     * @param routes all of them, in the order of the configuration
     * @param names their names
     * @param tree the same, arranged for looking at few of them
     */
    private record Entry(List<Route> routes, Set<String> names, RouteTree tree) {}

    /**
     * Compiles all routes, in the order of the configuration.
     *
     * @param sources what the routes take from
     * @throws RouteException with every problem of every route
     */
    public static Router compile(
            Map<String, RouteConfig> configured, Map<String, SourceConfig> sources) {
        var problems = new ArrayList<RouteProblem>();
        var routes = new ArrayList<Route>();
        configured.forEach(
                (name, route) -> routes.add(RouteCompiler.compile(name, route, problems)));
        if (!problems.isEmpty()) {
            throw new RouteException(problems);
        }
        return new Router(routes, sources);
    }

    /**
     * Finds out who is owed the event. A destination gets it once: from the first route that has
     * something for it. Never fails, whatever the event holds.
     */
    public Routing route(StoredEvent stored) {
        return route(stored, BodyView::read);
    }

    /** The same, with another way to read bodies. */
    Routing route(StoredEvent stored, BodyView.Reader reader) {
        var view = EventView.of(stored, reader);
        var decision = new Decision(stored, view);
        entry(stored).tree().consider(view, decision);
        return decision.routing();
    }

    /** The same, but with a result of every route that takes from the event's source. Slower. */
    public Routing explain(StoredEvent stored) {
        var decision = new Decision(stored, EventView.of(stored, BodyView::read));
        entry(stored).routes().forEach(decision::consider);
        return decision.routing();
    }

    /** Whether the source is one that these routes were compiled for. */
    public boolean isConfigured(String source) {
        return configured.contains(source);
    }

    /** Whether a route takes from a source that is configured, or had an event routed. */
    public boolean takesFrom(String route, String source) {
        var entry = bySource.get(source);
        return entry != null && entry.names().contains(route);
    }

    private Entry entry(StoredEvent stored) {
        var event = stored.event();
        var entry = bySource.get(event.source());
        // Absent if the event is older than the configuration, and its source was taken out.
        return entry != null
                ? entry
                : bySource.computeIfAbsent(
                        event.source(), source -> entry(source, event.provider(), List.of()));
    }

    private Entry entry(String source, String provider, Collection<String> labels) {
        var taking = routes.stream().filter(it -> it.takesFrom(source, provider, labels)).toList();
        var names = taking.stream().map(Route::name).collect(Collectors.toUnmodifiableSet());
        return new Entry(taking, names, RouteTree.of(taking));
    }
}
