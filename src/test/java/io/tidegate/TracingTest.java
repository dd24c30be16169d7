package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.OtlpReceiver;
import io.tidegate.testing.RecordingSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace joins a request, its append, its reading and its deliveries, in a real collector. */
class TracingTest {

    private static final String SENDERS = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + SENDERS + "-b7ad6b7169203331-01";

    @TempDir private Path folder;
    private final OtlpReceiver collector = new OtlpReceiver();
    private final RecordingSink ci = new RecordingSink();
    private final RecordingSink audit = new RecordingSink();

    @AfterEach
    void close() {
        collector.close();
        ci.close();
        audit.close();
    }

    private Map<String, String> on() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                collector.endpoint(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "20",
                "OTEL_SERVICE_NAME",
                "gate");
    }

    @Test
    void traceJoinsRequestAppendReadAndBothDeliveries() {
        try (var gateway = gateway(on())) {
            // When
            post(gateway, "anybody", "");
            // Then
            var spans = spans(5);
            var request = span(spans, "POST /in/anybody");
            assertThat(spans.values())
                    .allMatch(it -> it.traceId().equals(request.traceId()))
                    .allMatch(it -> it.service().equals("gate"));
            assertThat(request.parentId()).isEmpty();
            var append = span(spans, "append");
            assertThat(append.parentId()).isEqualTo(request.spanId());
            var read = span(spans, "read");
            assertThat(read.parentId()).isEqualTo(append.spanId());
            assertThat(read.attributes())
                    .containsEntry(
                            "tidegate.event.id",
                            append.attributes().getOrDefault("tidegate.event.id", "none"));
            for (String destination : List.of("ci", "audit")) {
                assertThat(span(spans, "deliver " + destination).parentId())
                        .isEqualTo(read.spanId());
            }
            assertThat(List.of(request.kind(), append.kind(), read.kind()))
                    .containsExactly(2L, 4L, 5L);
        }
    }

    @Test
    void destinationIsToldTheSpanOfItsAttempt() {
        try (var gateway = gateway(on())) {
            // When
            post(gateway, "anybody", "");
            // Then
            var spans = spans(5);
            var attempt = span(spans, "deliver ci");
            assertThat(ci.received()).hasSize(1);
            assertThat(ci.received().get(0).headers())
                    .containsEntry(
                            "traceparent",
                            "00-" + attempt.traceId() + "-" + attempt.spanId() + "-03");
        }
    }

    @Test
    void timersNameTracesAsExamples() {
        try (var gateway = gateway(on())) {
            // When
            post(gateway, "anybody", "");
            // Then
            var spans = spans(5);
            String trace = "trace_id=\"" + span(spans, "append").traceId() + "\"";
            var lines =
                    gateway.metrics("Accept", "application/openmetrics-text; version=1.0.0")
                            .lines()
                            .filter(it -> it.contains(trace))
                            .toList();
            assertThat(lines)
                    .anyMatch(it -> it.startsWith("tidegate_ack_seconds_bucket{source=\"anybody\""))
                    .anyMatch(
                            it ->
                                    it.startsWith(
                                            "tidegate_delivery_latency_seconds_bucket"
                                                    + "{destination=\"ci\""));
            assertThat(gateway.metrics()).doesNotContain("trace_id");
        }
    }

    @Test
    void retryOfAParkedDeliveryIsOfTheSameTrace() {
        // Given
        ci.setUp(false);
        try (var gateway = gateway(on())) {
            // When
            post(gateway, "anybody", "");
            Awaitility.await().until(() -> retries() > 0);
            ci.setUp(true);
            Awaitility.await().until(() -> ci.received().size() == 1);
            // Then
            Awaitility.await()
                    .until(
                            () ->
                                    collector.spans().stream()
                                            .anyMatch(
                                                    it ->
                                                            it.name().equals("deliver ci")
                                                                    && it.attributes()
                                                                            .containsValue(
                                                                                    "delivered")));
            assertThat(collector.spans().stream().map(OtlpReceiver.Span::traceId).distinct())
                    .hasSize(1);
        }
    }

    private long retries() {
        return collector.spans().stream()
                .filter(it -> "retry".equals(it.attributes().get("tidegate.outcome")))
                .count();
    }

    @Test
    void traceOfAStrangerIsLinkedAndThatOfATrustedSenderGoesOn() {
        try (var gateway = gateway(on())) {
            // When
            post(gateway, "anybody", "traceparent: " + PARENT + "\r\ntracestate: a=b\r\n");
            var strangers = span(spans(5), "POST /in/anybody");
            post(gateway, "friend", "traceparent: " + PARENT + "\r\ntracestate: a=b\r\n");
            // Then
            var friends = span(spans(10), "POST /in/friend");
            assertThat(strangers.traceId()).isNotEqualTo(SENDERS);
            assertThat(strangers.links()).containsExactly(SENDERS);
            assertThat(friends.traceId()).isEqualTo(SENDERS);
            assertThat(friends.parentId()).isEqualTo("b7ad6b7169203331");
            assertThat(ci.received().get(0).headers()).doesNotContainKey("tracestate");
            assertThat(ci.received().get(1).headers()).containsEntry("tracestate", "a=b");
        }
    }

    @Test
    void nobodyMakesUsSendWhatIsNotSampled() {
        // Given
        var environment = new HashMap<>(on());
        environment.put("OTEL_TRACES_SAMPLER", "parentbased_always_off");
        try (var gateway = gateway(environment)) {
            // When
            post(gateway, "anybody", "traceparent: " + PARENT + "\r\n");
            Awaitility.await().until(() -> ci.received().size() == 1);
            post(gateway, "friend", "traceparent: " + PARENT + "\r\n");
            // Then
            var spans = spans(5);
            assertThat(spans.values()).allMatch(it -> it.traceId().equals(SENDERS));
            assertThat(ci.received().get(0).headers().get("traceparent"))
                    .endsWith("-02")
                    .doesNotContain(SENDERS);
        }
    }

    @Test
    void withoutAnEndpointTheSendersPlaceIsHandedOnIfItIsOne() {
        try (var gateway = gateway(Map.of())) {
            // When
            post(gateway, "anybody", "traceparent: " + PARENT + "\r\ntracestate: a=b\r\n");
            post(gateway, "friend", "traceparent: 00-no-no-01\r\ntracestate: a=b\r\n");
            // Then
            Awaitility.await().until(() -> ci.received().size() == 2);
            var headers = ci.received().stream().map(RecordingSink.Received::headers).toList();
            assertThat(headers)
                    .anyMatch(
                            it ->
                                    PARENT.equals(it.get("traceparent"))
                                            && "a=b".equals(it.get("tracestate")))
                    .anyMatch(
                            it -> !it.containsKey("traceparent") && !it.containsKey("tracestate"));
            assertThat(collector.spans()).isEmpty();
        }
    }

    /** The spans by name, of the last event of each name, when there are so many. */
    private Map<String, OtlpReceiver.Span> spans(int count) {
        Awaitility.await().until(() -> collector.spans().size() >= count);
        assertThat(collector.spans()).hasSize(count);
        var spans = new HashMap<String, OtlpReceiver.Span>();
        collector.spans().forEach(it -> spans.put(it.name(), it));
        return spans;
    }

    private static OtlpReceiver.Span span(Map<String, OtlpReceiver.Span> spans, String name) {
        return Objects.requireNonNull(spans.get(name), () -> name + " of " + spans.keySet());
    }

    private static void post(MeteredGateway gateway, String source, String fields) {
        var request =
                "POST /in/%s HTTP/1.1\r\nHost: g\r\n%sContent-Length: 2\r\n\r\n{}"
                        .formatted(source, fields);
        try (var sender = gateway.connect()) {
            assertThat(sender.send(request).read().status()).isEqualTo(202);
        }
    }

    private MeteredGateway gateway(Map<String, String> environment) {
        return new MeteredGateway(
                folder,
                """
                sources:
                  anybody: { verify: { scheme: none } }
                  friend: { verify: { scheme: none }, trustTrace: true }
                destinations:
                  ci:
                    http: { url: "%s" }
                    retry: { attempts: 1000, first: 10ms, factor: 1, max: 10ms, budget: 1 }
                    breaker: { failures: 1000, openFor: 1s }
                  audit: { http: { url: "%s" } }
                routes:
                  all: { from: [anybody, friend], to: [ci, audit] }
                """
                        .formatted(ci.url(), audit.url()),
                environment);
    }
}
