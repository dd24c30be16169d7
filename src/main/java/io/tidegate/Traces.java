package io.tidegate;

import io.tidegate.trace.Tracing;
import io.tidegate.trace.otlp.OtlpTracing;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Decides by the environment variables of OpenTelemetry whether anything is traced. Without an
 * endpoint nothing is, and no class of the SDK is even loaded.
 */
final class Traces {

    private Traces() {}

    /**
     * What makes spans.
     *
     * @throws RuntimeException if the variables make no sense
     */
    static Tracing tracing(Map<String, String> environment) {
        return isWanted(environment) ? OtlpTracing.start(environment) : Tracing.off();
    }

    private static boolean isWanted(Map<String, String> environment) {
        boolean isOff =
                "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
                        || "none".equals(environment.get("OTEL_TRACES_EXPORTER"));
        return !isOff
                && Stream.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
                        .map(environment::get)
                        .filter(Objects::nonNull)
                        .anyMatch(it -> !it.isBlank());
    }
}
