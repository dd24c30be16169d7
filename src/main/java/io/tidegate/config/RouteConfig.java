package io.tidegate.config;

import java.util.List;

/**
 * From sources to destinations.
 *
 * @param from names of sources; at least one
 * @param when a jq filter over the event; default none, which holds for every event
 * @param transform a jq program that makes the payload; default none, which sends the body as it is
 * @param to names of destinations; at least one
 */
public record RouteConfig(
        List<String> from,
        @Default("") String when,
        @Default("") String transform,
        List<String> to) {

    public RouteConfig {
        from = List.copyOf(from);
        to = List.copyOf(to);
        new Bounds()
                .that("from", !from.isEmpty(), "must name at least one source")
                .that("to", !to.isEmpty(), "must name at least one destination")
                .check();
    }
}
