package io.tidegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What is counted of one route: {@code tidegate.route.matches} by route and outcome. The outcomes
 * together are the events of the route's sources, redeliveries included, duplicates not.
 */
public final class RouteMeters {

    private final Counter matched;
    private final Counter unmatched;
    private final Counter failed;

    RouteMeters(MeterRegistry registry, String route) {
        matched = matches(registry, route, "matched");
        unmatched = matches(registry, route, "unmatched");
        failed = matches(registry, route, "failed");
    }

    private static Counter matches(MeterRegistry registry, String route, String outcome) {
        return registry.counter("tidegate.route.matches", "route", route, "outcome", outcome);
    }

    /** The filter held, and there was a payload. */
    public void matched() {
        matched.increment();
    }

    /** The filter did not hold, or the transform made nothing. */
    public void unmatched() {
        unmatched.increment();
    }

    /** The filter or the transform could not be run on the event. */
    public void failed() {
        failed.increment();
    }
}
