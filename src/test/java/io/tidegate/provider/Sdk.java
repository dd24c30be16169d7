package io.tidegate.provider;

import io.tidegate.config.ProviderFile.SettingConfig;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.testing.SourceConfigs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A provider's own SDK beside our source of that provider: two parties that must agree. */
final class Sdk {

    static final URI TO = URI.create("https://gateway.example/in/x");

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Pen NO_PEN =
            unsigned -> {
                throw new UnsupportedOperationException("this SDK signs nothing");
            };

    private final Provider provider;
    private final Source source;
    private final SdkKeys keys;
    private final Instant now;
    private final Check check;
    private final Pen pen;

    private Sdk(Provider provider, Source source, SdkKeys keys, Instant now, Check check, Pen pen) {
        this.provider = provider;
        this.source = source;
        this.keys = keys;
        this.now = now;
        this.check = check;
        this.pen = pen;
    }

    /** The SDK's verdict on a request; an exception is a refusal. */
    interface Check {
        boolean accepts(InboundRequest request) throws Exception;
    }

    /** Makes the request with the SDK's proof in it, in place of another one. */
    interface Pen {
        InboundRequest sign(InboundRequest request) throws Exception;
    }

    /** An SDK that verifies and does not ask what time it is. */
    static Sdk of(String id, SdkKeys keys, Check check) {
        Provider provider = Recorded.CATALOGUE.find(id).orElseThrow();
        var settings = new HashMap<String, String>();
        provider.file().settings().forEach((name, it) -> settings.put(name, example(it)));
        Source source = Recorded.source(SourceConfigs.of(id, settings, "", keys.known()));
        return new Sdk(provider, source, keys, NOON, check, NO_PEN);
    }

    private static String example(SettingConfig setting) {
        String usual = setting.byDefault();
        return usual == null ? setting.example() : usual;
    }

    /** The same SDK, which signs too. */
    Sdk signing(Pen other) {
        return new Sdk(provider, source, keys, now, check, other);
    }

    /** The same SDK, which asks the clock of the machine: no test can set that. */
    Sdk askingTheClock() {
        return new Sdk(provider, source, keys, Instant.now(), check, pen);
    }

    /** Of how many letters one is changed, because checks with public keys are dear. */
    int stride() {
        return provider.isHeavy() ? 10 : 1;
    }

    boolean signs() {
        return pen != NO_PEN;
    }

    /** The sample event of the provider, signed by us. */
    InboundRequest sample() {
        return provider.sample(keys.known(), TO, now, "tide-1");
    }

    /** The same, signed by somebody who does not know the secret. */
    InboundRequest forged() {
        return provider.sample(keys.unknown(), TO, now, "tide-1");
    }

    /** The request signed again by us, because something in it was changed. */
    InboundRequest signedAgain(InboundRequest request) {
        return provider.sign(request, keys.known());
    }

    /** The request signed by the SDK. */
    InboundRequest signedByIt(InboundRequest request) throws Exception {
        return pen.sign(request);
    }

    Verdict ourVerdict(InboundRequest request) {
        return source.verify(request);
    }

    boolean isAcceptedByUs(InboundRequest request) {
        return ourVerdict(request) instanceof Verdict.Genuine;
    }

    boolean isAcceptedByIt(InboundRequest request) {
        try {
            return check.accepts(request);
        } catch (Exception refusal) {
            return false;
        }
    }

    /** The value of a header field that the request must have. */
    static String header(InboundRequest request, String name) {
        return request.headers().first(name).orElseThrow();
    }

    /** All header fields by their names in lower case. */
    static Map<String, String> headers(InboundRequest request) {
        var headers = new HashMap<String, String>();
        request.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /** The body as text. */
    static String body(InboundRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** The request with this value as the only one of its header field. */
    static InboundRequest with(InboundRequest request, String name, String value) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers().without(name).plus(name, value),
                request.body(),
                request.receivedAt());
    }

    /** The request without this header field. */
    static InboundRequest without(InboundRequest request, String name) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers().without(name),
                request.body(),
                request.receivedAt());
    }

    /** The request with another body. */
    static InboundRequest withBody(InboundRequest request, byte[] body) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), body, request.receivedAt());
    }

    @Override
    public String toString() {
        return provider.id();
    }
}
