package io.tidegate.provider;

import io.tidegate.config.ProviderFile.SampleConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Evidence;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

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
    static Evidence of(SampleConfig config, URI to, Instant now, String id) {
        var sample = new Sample(to, now, id);
        return Evidence.of(sample.request(config)).with(sample.fields(config));
    }

    private Map<String, String> fields(SampleConfig config) {
        var fields = new LinkedHashMap<String, String>();
        config.fields().forEach((name, text) -> fields.put(name, filled(text)));
        return fields;
    }

    private InboundRequest request(SampleConfig config) {
        Headers headers = Headers.of("Host", String.valueOf(to.getRawAuthority()));
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

    /** The id where only a number can be one. */
    private String number() {
        return id.matches("\\d{1,18}") ? id : Integer.toString(id.hashCode() & Integer.MAX_VALUE);
    }

    private String filled(String text) {
        return text.replace("{id}", id)
                .replace("{number}", number())
                .replace("{seconds}", Long.toString(now.getEpochSecond()))
                .replace("{millis}", Long.toString(now.toEpochMilli()))
                .replace("{iso}", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
