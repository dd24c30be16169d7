package io.tidegate.provider;

import io.tidegate.config.ProviderFile.SampleConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the request that a provider's file shows as its sample, still unsigned. */
final class Sample {

    private static final String HOST = "gateway.example";

    private final Instant now;
    private final String id;

    private Sample(Instant now, String id) {
        this.now = now;
        this.id = id;
    }

    /** The request, with the time and the id where the file wants them. */
    static InboundRequest request(SampleConfig config, Instant now, String id) {
        return new Sample(now, id).request(config);
    }

    private InboundRequest request(SampleConfig config) {
        Headers headers = Headers.of("Host", HOST);
        byte[] body = filled(config.body()).getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            headers = headers.plus("Content-Type", config.contentType());
        }
        for (var field : config.headers().entrySet()) {
            headers =
                    headers.without(field.getKey()).plus(field.getKey(), filled(field.getValue()));
        }
        String query = config.query().isEmpty() ? "" : "?" + filled(config.query());
        return new InboundRequest(config.method(), "/" + query, headers, body, now);
    }

    private String filled(String text) {
        return text.replace("{id}", id)
                .replace("{seconds}", Long.toString(now.getEpochSecond()))
                .replace("{millis}", Long.toString(now.toEpochMilli()))
                .replace("{iso}", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
