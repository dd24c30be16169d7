package io.tidegate.trace.otlp;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.tidegate.event.Delivery;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.StoredEvent;
import io.tidegate.event.TraceParent;
import io.tidegate.trace.ArrivalSpan;
import io.tidegate.trace.AttemptSpan;
import io.tidegate.trace.ReadSpan;
import io.tidegate.trace.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Tracing that sends spans by OTLP, as the environment variables of OpenTelemetry say. Sending is
 * the business of a thread of the SDK's own; what it cannot send in time is dropped there.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">the
 *     variables</a>
 */
public final class OtlpTracing implements Tracing {

    private static final String PREFIX = "OTEL_";
    private static final int STOP_SECONDS = 5;

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "otel.service.name", "tidegate",
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.propagators", "none");

    /** Metrics are for Prometheus and logs go to the console; only spans are sent. */
    private static final Map<String, String> FIXED =
            Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private OtlpTracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        tracer = sdk.getTracer("io.tidegate");
    }

    /**
     * Starts it.
     *
     * @throws RuntimeException if the variables make no sense, with a message that tells which
     */
    public static OtlpTracing start(Map<String, String> environment) {
        // The SDK writes to the JDK's logger, which would print lines of another form.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return new OtlpTracing(
                AutoConfiguredOpenTelemetrySdk.builder()
                        .addPropertiesSupplier(() -> DEFAULTS)
                        .addPropertiesCustomizer(known -> properties(environment))
                        .disableShutdownHook()
                        .build()
                        .getOpenTelemetrySdk());
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        var properties = new HashMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                    }
                });
        properties.putAll(FIXED);
        return properties;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public ArrivalSpan arrival(String source, InboundRequest request, boolean isTrusted) {
        var senders = TraceParent.of(request.headers());
        boolean isContinued = isTrusted && senders.isPresent();
        var builder =
                tracer.spanBuilder("POST /in/" + source)
                        .setSpanKind(SpanKind.SERVER)
                        .setStartTimestamp(request.receivedAt())
                        .setAttribute("http.request.method", request.method())
                        .setAttribute("http.route", "/in/" + source)
                        .setAttribute("tidegate.source", source);
        if (isContinued) {
            builder.setParent(Places.remote(senders.orElseThrow()));
        } else {
            builder.setNoParent();
            senders.ifPresent(it -> builder.addLink(Places.context(it)));
        }
        Span arrival = builder.startSpan();
        Span append =
                tracer.spanBuilder("append")
                        .setSpanKind(SpanKind.PRODUCER)
                        .setParent(Context.root().with(arrival))
                        .startSpan();
        return new OtlpArrival(arrival, append, isContinued);
    }

    @Override
    public ReadSpan read(StoredEvent event) {
        return new OtlpRead(
                childOf(event)
                        .apply(tracer.spanBuilder("read").setSpanKind(SpanKind.CONSUMER))
                        .setAttribute("tidegate.source", event.event().source())
                        .setAttribute("tidegate.event.id", event.id().toString())
                        .startSpan());
    }

    @Override
    public AttemptSpan attempt(Delivery delivery) {
        return new OtlpAttempt(
                childOf(delivery.stored())
                        .apply(
                                tracer.spanBuilder("deliver " + delivery.destination())
                                        .setSpanKind(SpanKind.CLIENT))
                        .setAttribute("tidegate.destination", delivery.destination())
                        .setAttribute("tidegate.attempt", delivery.attempt())
                        .setAttribute("tidegate.event.id", delivery.id().toString())
                        .startSpan());
    }

    /** Of an event without a place, as of one from before tracing was on, the trace begins here. */
    private static UnaryOperator<io.opentelemetry.api.trace.SpanBuilder> childOf(
            StoredEvent event) {
        return builder ->
                TraceParent.of(event.event().headers())
                        .map(it -> builder.setParent(Places.remote(it)))
                        .orElseGet(builder::setNoParent);
    }

    @Override
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        var closing = sdk.getSdkTracerProvider().shutdown();
        closing.whenComplete(() -> stopped.tryComplete());
        return stopped.future().timeout(STOP_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
