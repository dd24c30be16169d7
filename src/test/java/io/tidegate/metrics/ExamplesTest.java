package io.tidegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.event.Headers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Timers name the latest trace of each bucket, in the format that has a place for it. */
class ExamplesTest {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e473";
    private static final String SPAN = "00f067aa0ba902b7";

    private final AtomicLong millis = new AtomicLong(1_700_000_000_007L);
    private final Examples examples = Examples.of(true, () -> Instant.ofEpochMilli(millis.get()));
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final GatewayMetrics metrics = new GatewayMetrics(registry, examples);
    private final Exposition exposition = new Exposition(registry, examples);

    @Test
    void aBucketHasTheTraceOfWhatFellIntoIt() {
        // Given
        var shop = metrics.source("shop");
        // When
        shop.accepted(TimeUnit.MILLISECONDS.toNanos(5), headers("1", "01"));
        shop.accepted(TimeUnit.SECONDS.toNanos(9), headers("2", "01"));
        // Then
        assertThat(examplesOf("shop"))
                .containsExactly(
                        "le=\"0.005\"} 1 # {span_id=\""
                                + SPAN
                                + "\",trace_id=\""
                                + TRACE
                                + "1\"} 0.005 1700000000.007",
                        "le=\"+Inf\"} 2 # {span_id=\""
                                + SPAN
                                + "\",trace_id=\""
                                + TRACE
                                + "2\"} 9.0 1700000000.007");
        assertThat(exposition.page("").text()).doesNotContain("trace_id");
    }

    @Test
    void aNewerOneTakesItsPlaceAfterASecond() {
        // Given
        var shop = metrics.source("shop");
        shop.accepted(1, headers("1", "01"));
        // When
        millis.addAndGet(999);
        shop.accepted(1, headers("2", "01"));
        // Then
        assertThat(examplesOf("shop")).singleElement().asString().contains(TRACE + "1");
        millis.incrementAndGet();
        shop.accepted(1, headers("3", "01"));
        assertThat(examplesOf("shop")).singleElement().asString().contains(TRACE + "3");
    }

    @Test
    void whatNobodyRecordsIsNoExample() {
        var shop = metrics.source("shop");
        shop.accepted(1, headers("1", "00"));
        shop.accepted(1, Headers.none());
        assertThat(examplesOf("shop")).isEmpty();
    }

    @Test
    void examplesGoWithTheirSource() {
        // Given
        metrics.source("shop").accepted(1, headers("1", "01"));
        // When
        metrics.keepOnly(Set.of(), Set.of(), Set.of());
        metrics.source("shop");
        // Then
        assertThat(examplesOf("shop")).isEmpty();
        metrics.source("shop").accepted(1, headers("2", "01"));
        assertThat(examplesOf("shop")).hasSize(1);
    }

    private static Headers headers(String lastDigit, String flags) {
        return Headers.of("traceparent", "00-" + TRACE + lastDigit + "-" + SPAN + "-" + flags);
    }

    private List<String> examplesOf(String source) {
        String start = "tidegate_ack_seconds_bucket{source=\"" + source + "\",";
        return exposition
                .page(OPEN_METRICS)
                .text()
                .lines()
                .filter(it -> it.startsWith(start) && it.contains("trace_id"))
                .map(it -> it.substring(start.length()))
                .toList();
    }
}
