package io.tidegate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tidegate.event.EventId;
import io.tidegate.event.Refusal;
import io.tidegate.event.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Every meter says what it is said to say. */
class GatewayMetricsTest {

    private static final Pattern REASON = Pattern.compile("[a-z_]+");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(registry);

    @Test
    void whatIsConfiguredNoMoreIsForgottenAndBeginsAnewWhenItComesBack() {
        // Given
        EveryMeter.of(registry);
        metrics.source(GatewayMetrics.UNMATCHED);
        metrics.source("other").accepted(1);
        metrics.destination("elsewhere").dead();
        metrics.breaker("elsewhere", () -> 2);
        metrics.route("rest").match();
        int all = registry.getMeters().size();
        // When
        metrics.keepOnly(Set.of("shop"), Set.of("ci"), Set.of("all"));
        // Then
        assertThat(registry.getMeters()).hasSizeLessThan(all);
        assertThat(registry.getMeters())
                .flatExtracting(it -> it.getId().getTags())
                .extracting(tag -> tag.getValue())
                .contains("shop", "ci", "all", GatewayMetrics.UNMATCHED)
                .doesNotContain("other", "elsewhere", "rest");
        metrics.source("other");
        metrics.destination("elsewhere");
        metrics.breaker("elsewhere", () -> 1);
        assertThat(metrics.route("rest").matched()).isZero();
        assertThat(registry.getMeters()).hasSize(all);
        assertThat(registry.get("tidegate.requests").tags("source", "other").counters())
                .allMatch(it -> it.count() == 0);
        assertThat(
                        registry.get("tidegate.breaker")
                                .tags("destination", "elsewhere")
                                .gauge()
                                .value())
                .isEqualTo(1);
    }

    @Test
    void reloadsTellWhatRunsAndSinceWhen() {
        // Given
        var reloads = metrics.reloads();
        reloads.started(Instant.ofEpochSecond(5));
        // When
        reloads.refused();
        reloads.current(false);
        // Then
        assertThat(value("tidegate.config.reload.success.timestamp")).isEqualTo(5);
        assertThat(value("tidegate.config.reload.current")).isZero();
        reloads.applied(Instant.ofEpochMilli(7_500));
        reloads.current(true);
        assertThat(value("tidegate.config.reload.success.timestamp")).isEqualTo(7.5);
        assertThat(value("tidegate.config.reload.current")).isEqualTo(1);
        assertThat(registry.get("tidegate.config.reload.attempts").counters())
                .extracting(it -> it.count())
                .containsExactly(1.0, 1.0);
    }

    private double value(String gauge) {
        return registry.get(gauge).gauge().value();
    }

    @Test
    void namesAndUnitsBecomeWhatPrometheusExpects() {
        // Given
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var all = EveryMeter.of(prometheus);
        all.source("shop").accepted(TimeUnit.MICROSECONDS.toNanos(1_500));
        // When
        String text = prometheus.scrape();
        // Then
        assertThat(text)
                .contains("tidegate_requests_total{outcome=\"accepted\",source=\"shop\"} 1.0")
                .contains("tidegate_ack_seconds_bucket{source=\"shop\",le=\"0.001\"} 0")
                .contains("tidegate_ack_seconds_bucket{source=\"shop\",le=\"0.0025\"} 1")
                .contains("tidegate_ack_seconds_bucket{source=\"shop\",le=\"2.5\"} 1")
                .contains("tidegate_route_matches_total{outcome=\"unmatched\",route=\"all\"} 0.0")
                .contains("tidegate_inflight_bytes 0")
                .contains("tidegate_store_oldest_unsettled_seconds 0");
    }

    @Test
    void requestsAreTheSumOfTheirOutcomesAndOfTheReasons() {
        // When
        SourceMeters shop = metrics.source("shop");
        shop.accepted(1);
        shop.handshake();
        shop.aborted();
        shop.failed();
        for (Rejection reason : Rejection.values()) {
            shop.rejected(reason);
        }
        for (Refusal reason : Refusal.values()) {
            shop.refused(reason);
        }
        // Then
        int rejected = Rejection.values().length;
        int refused = Refusal.values().length;
        assertThat(sum("tidegate.requests")).isEqualTo(4 + rejected + refused);
        assertThat(sum("tidegate.requests", "outcome", "rejected")).isEqualTo(rejected);
        assertThat(sum("tidegate.rejections")).isEqualTo(rejected);
        assertThat(sum("tidegate.requests", "outcome", "refused")).isEqualTo(refused);
        assertThat(sum("tidegate.refusals")).isEqualTo(refused);
        assertThat(registry.get("tidegate.ack").timer().count()).isEqualTo(1);
    }

    @Test
    void outcomesOfARouteAreTogetherTheEventsOfItsSources() {
        // Given
        RouteMeters route = metrics.route("all");
        var events = new AtomicLong();
        route.outOf(events::get);
        // When
        route.match();
        route.match();
        route.fail(new EventId(1, 2, 3), "jq: no");
        events.set(10);
        // Then
        assertThat(outcome("matched")).isEqualTo(2);
        assertThat(outcome("failed")).isEqualTo(1);
        assertThat(outcome("unmatched")).isEqualTo(7);
        assertThat(route.lastFailure())
                .contains(new RouteMeters.Failure(new EventId(1, 2, 3), "jq: no"));
    }

    @Test
    void unmatchedEventsNeverBecomeFewer() {
        // Given
        RouteMeters route = metrics.route("all");
        route.outOf(() -> 5);
        assertThat(outcome("unmatched")).isEqualTo(5);
        // When an event is counted as a match before it is counted as an event
        route.match();
        // Then
        assertThat(outcome("unmatched")).isEqualTo(5);
    }

    private double outcome(String outcome) {
        return registry.find("tidegate.route.matches").tag("outcome", outcome).meters().stream()
                .flatMap(it -> StreamSupport.stream(it.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    @Test
    void everyReasonHasItsOwnTagInWords() {
        metrics.source("shop");
        assertThat(registry.find("tidegate.refusals").meters())
                .hasSize(Refusal.values().length)
                .allMatch(it -> REASON.matcher("" + it.getId().getTag("reason")).matches());
        assertThat(registry.find("tidegate.rejections").meters())
                .hasSize(Rejection.values().length)
                .allMatch(it -> REASON.matcher("" + it.getId().getTag("reason")).matches());
    }

    @Test
    void gaugesOfTheStoreShowWhatItLastHeld() {
        // Given
        StoreMeters store = metrics.store();
        var ci = store.backlog("ci");
        // When
        store.holds(1, 2, 9, Duration.ofMillis(3_500));
        store.incidents(4, 7);
        ci.holds(5, 6, 2_500, true);
        store.holdsForRemoved(7, 8);
        store.usable(true);
        // Then
        assertThat(gauge("tidegate.store.events")).isEqualTo(1);
        assertThat(gauge("tidegate.store.pending")).isEqualTo(2);
        assertThat(gauge("tidegate.store.unread")).isEqualTo(9);
        assertThat(gauge("tidegate.store.oldest.unsettled")).isEqualTo(3.5);
        assertThat(gauge("tidegate.store.vanished")).isEqualTo(4);
        assertThat(gauge("tidegate.store.remade")).isEqualTo(7);
        assertThat(gauge("tidegate.parked")).isEqualTo(5);
        assertThat(gauge("tidegate.parked.oldest")).isEqualTo(2.5);
        assertThat(gauge("tidegate.dead")).isEqualTo(6);
        assertThat(gauge("tidegate.destination.paused")).isEqualTo(1);
        assertThat(gauge("tidegate.removed.parked")).isEqualTo(7);
        assertThat(gauge("tidegate.removed.dead")).isEqualTo(8);
        assertThat(gauge("tidegate.store.usable")).isEqualTo(1);
    }

    @Test
    void shardsAreCountedWhenSomebodyLooks() {
        // Given
        var shards = new AtomicInteger(3);
        metrics.shards(shards::get);
        // When
        shards.set(4);
        // Then
        assertThat(gauge("tidegate.shards")).isEqualTo(4);
    }

    @Test
    void gaugesOutliveTheirMaker() {
        metrics.store().holds(7, 0, 0, Duration.ZERO);
        System.gc();
        assertThat(gauge("tidegate.store.events")).isEqualTo(7);
        assertThat(gauge("tidegate.store.oldest.unsettled")).isZero();
    }

    @Test
    void processIsMeasuredUnderTheUsualNames() {
        try (var process = metrics.process()) {
            assertThat(process).isNotNull();
            assertThat(registry.find("jvm.memory.used").gauges()).isNotEmpty();
            assertThat(registry.find("process.uptime").timeGauge()).isNotNull();
        }
    }

    private double sum(String name, String... tags) {
        return registry.find(name).tags(tags).counters().stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
