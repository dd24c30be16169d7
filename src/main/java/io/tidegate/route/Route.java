package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One configured route, compiled.
 *
 * @param name its name in the configuration
 * @param from names of sources, or {@code *} for all
 * @param when the filter, if there is one
 * @param transform what makes the payload, if not the body is sent as it is
 * @param to names of destinations
 */
record Route(String name, List<String> from, Filter when, Payload transform, List<String> to) {

    Route {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    boolean takesFrom(String source) {
        return from.contains("*") || from.contains(source);
    }

    /** Whether an event is wanted. */
    @FunctionalInterface
    interface Filter {

        /** Looks at the event; fails with {@link JqFailure} if the filter cannot be run on it. */
        boolean holds(JsonNode event);

        /** Holds for every event. */
        static Filter all() {
            return event -> true;
        }

        /** Holds if any value of the program is neither false nor null, as jq's own select does. */
        static Filter of(Jq program) {
            return event -> program.run(event, 10_000).stream().anyMatch(Filter::isTrue);
        }

        private static boolean isTrue(JsonNode value) {
            return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
        }
    }

    /** What is sent. */
    @FunctionalInterface
    interface Payload {

        /**
         * Makes the payload of an event; empty if there is none and so no delivery. Fails with
         * {@link JqFailure} if it cannot be made.
         */
        Optional<byte[]> of(JsonNode event, byte[] body);

        /** The body as it is. */
        static Payload body() {
            return (event, body) -> Optional.of(body);
        }

        /** The program's one value as JSON. */
        static Payload of(Jq program) {
            return (event, body) -> program.run(event, 1).stream().map(JsonBody::write).findFirst();
        }
    }
}
