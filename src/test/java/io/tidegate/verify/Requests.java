package io.tidegate.verify;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Requests for the tests of this package. */
final class Requests {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Requests() {}

    static InboundRequest request(String body, String... headers) {
        return request("/in/x", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static InboundRequest request(String target, byte[] body, String... headers) {
        return new InboundRequest("POST", target, Headers.of(headers), body, NOW);
    }

    static InboundRequest targeting(String target) {
        return request(target, new byte[0], "Host", "gateway.example");
    }

    static Evidence body(String body) {
        return Evidence.of(request(body));
    }

    static Evidence body(byte[] body) {
        return Evidence.of(request("/in/x", body));
    }

    static Evidence headers(String... headers) {
        return Evidence.of(request("", headers));
    }
}
