package io.tidegate.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Every meter of the gateway.
 *
 * <p>Tags are closed sets taken from the configuration, never text of a sender. Meters are made
 * once and kept by who uses them, so that counting an event looks nothing up.
 */
public final class GatewayMetrics {

    private final MeterRegistry registry;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The meters of one source. */
    public SourceMeters source(String source) {
        return new SourceMeters(registry, source);
    }

    /** The meters of one destination. */
    public DestinationMeters destination(String destination) {
        return new DestinationMeters(registry, destination);
    }

    /** The meters of one route. */
    public RouteMeters route(String route) {
        return new RouteMeters(registry, route);
    }
}
