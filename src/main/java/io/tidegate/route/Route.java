package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.SourceSelector;
import java.util.Collection;
import java.util.List;

/**
 * One configured route, compiled.
 *
 * @param name its name in the configuration
 * @param from what picks its sources
 * @param when the filter, if there is one
 * @param conditions what the filter demands before anything else
 * @param transform what makes the payload, if not the body is sent as it is
 * @param to names of destinations
 */
record Route(
        String name,
        List<SourceSelector> from,
        Filter when,
        List<Condition> conditions,
        Payload transform,
        List<String> to) {

    Route {
        from = List.copyOf(from);
        conditions = List.copyOf(conditions);
        to = List.copyOf(to);
    }

    boolean takesFrom(String source, String provider, Collection<String> labels) {
        return from.stream().anyMatch(selector -> selector.picks(source, provider, labels));
    }

    /** Whether an event is wanted. */
    @FunctionalInterface
    interface Filter {

        /** How many values a filter may have. */
        int MAX_VALUES = 10_000;

        /** Looks at the event; fails with {@link JqFailure} if the filter cannot be run on it. */
        boolean holds(JsonNode event);

        /** Holds for every event. */
        static Filter all() {
            return event -> true;
        }

        /** Holds if any value of the program is neither false nor null, as jq's own select does. */
        static Filter of(Jq program) {
            return event -> program.run(event, MAX_VALUES).stream().anyMatch(Filter::isTrue);
        }

        private static boolean isTrue(JsonNode value) {
            return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
        }
    }
}
