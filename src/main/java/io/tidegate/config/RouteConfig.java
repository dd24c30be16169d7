package io.tidegate.config;

import java.util.List;

/**
 * From sources to destinations.
 *
 * @param from which sources: names, patterns as {@code github-*}, {@code provider:stripe}, {@code
 *     label:payments}; at least one
 * @param when a jq filter over the event; default none, which holds for every event
 * @param transform a jq program that makes the payload; default none, which sends the body as it is
 * @param split whether each value of the transform is a delivery of its own, under an id of its
 *     own; default false, and then it must have one value at most
 * @param maxItems how many values a split transform may have at most, 1 to 10000; an event with
 *     more becomes a dead letter as a whole; default 1000
 * @param to names of destinations; at least one
 */
public record RouteConfig(
        List<String> from,
        @Default("") String when,
        @Default("") String transform,
        @Default("false") boolean split,
        @Default("1000") int maxItems,
        List<String> to) {

    private static final int USUAL_ITEMS = 1_000;

    public RouteConfig {
        from = List.copyOf(from);
        to = List.copyOf(to);
        new Bounds()
                .that("from", !from.isEmpty(), "must name at least one source")
                .that("to", !to.isEmpty(), "must name at least one destination")
                .that(
                        "split",
                        !split || !transform.isBlank(),
                        "needs a transform that says into what, as '.body[]'")
                .between("maxItems", maxItems, 1, 10_000)
                .check();
    }

    /** A route that does not split events. */
    public RouteConfig(List<String> from, String when, String transform, List<String> to) {
        this(from, when, transform, false, USUAL_ITEMS, to);
    }
}
