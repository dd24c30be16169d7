package io.tidegate.route;

import io.tidegate.config.DestinationConfig;
import io.tidegate.event.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What deliveries of destinations that keep an order are in line with one another for. Safe for any
 * thread.
 */
public final class OrderKeys {

    private final Map<String, EventQuery> queries;

    private OrderKeys(Map<String, EventQuery> queries) {
        this.queries = Map.copyOf(queries);
    }

    /**
     * Compiles the {@code order} of all destinations that have one.
     *
     * @param problems told of each destination whose program cannot be read or is not allowed, and
     *     what to do; it is left out
     */
    public static OrderKeys compile(
            Map<String, DestinationConfig> destinations, BiConsumer<String, String> problems) {
        var queries = new LinkedHashMap<String, EventQuery>();
        destinations.forEach(
                (name, destination) -> {
                    if (destination.isInOrder()) {
                        try {
                            queries.put(name, EventQuery.compile(destination.order()));
                        } catch (IllegalArgumentException problem) {
                            problems.accept(name, String.valueOf(problem.getMessage()));
                        }
                    }
                });
        return new OrderKeys(queries);
    }

    /**
     * The same of a configuration that was found sound.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static OrderKeys of(Map<String, DestinationConfig> destinations) {
        return compile(
                destinations,
                (name, problem) -> {
                    throw new IllegalArgumentException(name + ": " + problem);
                });
    }

    /** Whether the destination keeps an order. */
    public boolean has(String destination) {
        return queries.containsKey(destination);
    }

    /**
     * The key of a delivery: a text or number as it is, anything else as JSON. Empty if the program
     * has no value for its event, null, or more than one, or cannot be run on it; and for any
     * delivery of a destination that keeps no order.
     */
    public Optional<String> of(Delivery delivery) {
        return Optional.ofNullable(queries.get(delivery.destination()))
                .flatMap(query -> query.text(delivery.stored()));
    }
}
