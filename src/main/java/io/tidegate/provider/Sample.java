package io.tidegate.provider;

import io.tidegate.config.ProviderFile.SampleConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the request that a provider's file shows as its sample, still unsigned. */
final class Sample {

    private final URI to;
    private final Instant now;
    private final String id;

    private Sample(URI to, Instant now, String id) {
        this.to = to;
        this.now = now;
        this.id = id;
    }

    /** The request, with the time and the id where the file wants them. */
    static InboundRequest request(SampleConfig config, URI to, Instant now, String id) {
        return new Sample(to, now, id).request(config);
    }

    private InboundRequest request(SampleConfig config) {
        Headers headers = Headers.of("Host", to.getRawAuthority());
        byte[] body = filled(config.body()).getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            headers = headers.plus("Content-Type", config.contentType());
        }
        for (var field : config.headers().entrySet()) {
            headers =
                    headers.without(field.getKey()).plus(field.getKey(), filled(field.getValue()));
        }
        return new InboundRequest(config.method(), target(config), headers, body, now);
    }

    private String target(SampleConfig config) {
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String query = filled(config.query());
        String own = to.getRawQuery();
        if (own != null) {
            query = query.isEmpty() ? own : own + "&" + query;
        }
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String filled(String text) {
        return text.replace("{id}", id)
                .replace("{seconds}", Long.toString(now.getEpochSecond()))
                .replace("{millis}", Long.toString(now.toEpochMilli()))
                .replace("{iso}", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
