package io.tidegate.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * All meters as a page for Prometheus: in OpenMetrics for who asks for it, with the examples that
 * the older format has no place for, else in that.
 *
 * @param registry where the meters are
 */
public record Exposition(PrometheusMeterRegistry registry) {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /**
     * A page.
     *
     * @param contentType its format
     * @param text all of it
     */
    public record Page(String contentType, String text) {}

    /**
     * Writes the page; takes milliseconds, so not on an event loop.
     *
     * @param accept what the client takes, as its header says it; may be empty
     */
    public Page page(String accept) {
        String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        return new Page(type, registry.scrape(type));
    }
}
