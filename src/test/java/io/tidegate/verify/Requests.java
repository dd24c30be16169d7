package io.tidegate.verify;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Settings;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import io.tidegate.verify.value.ValueSyntax;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Requests, and what is read from them, for the tests of verification. */
public final class Requests {

    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private Requests() {}

    public static Value value(String text) {
        return syntax().value(text);
    }

    public static Template template(String text) {
        return syntax().template(text);
    }

    /** The language without settings, anew each time: it remembers what it was asked for. */
    private static ValueSyntax syntax() {
        return new ValueSyntax(Settings.NONE, Map.of());
    }

    public static InboundRequest request(String body, String... headers) {
        return request("/in/x", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static InboundRequest request(String target, byte[] body, String... headers) {
        return new InboundRequest("POST", target, Headers.of(headers), body, NOW);
    }

    public static InboundRequest targeting(String target) {
        return request(target, new byte[0], "Host", "gateway.example");
    }

    public static Evidence body(String body) {
        return Evidence.of(request(body));
    }

    public static Evidence body(byte[] body) {
        return Evidence.of(request("/in/x", body));
    }

    public static Evidence headers(String... headers) {
        return Evidence.of(request("", headers));
    }

    /** Why a request is refused; empty if it is genuine. */
    public static Optional<Rejection> reason(Verifier verifier, InboundRequest request) {
        Opinion opinion = verifier.judge(Evidence.of(request));
        return opinion.match(
                genuine -> Optional.empty(),
                refused -> Optional.of(refused.reason()),
                undecided -> {
                    throw new AssertionError("wants " + undecided.request());
                });
    }
}
