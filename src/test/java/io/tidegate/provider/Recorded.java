package io.tidegate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.SourceConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Verdict;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A request of a provider as it was published or recorded, with what is to be found in it. */
final class Recorded {

    static final Catalogue CATALOGUE = Catalogue.load();
    private static final Map<String, Bench> BENCHES = new ConcurrentHashMap<>();

    private final JsonNode node;
    private final CapturedRequest captured;
    private final InboundRequest request;

    private Recorded(JsonNode node) {
        this.node = node;
        captured = new CapturedRequest(node);
        request = captured.request(Instant.parse("2026-11-23T10:00:00Z"));
    }

    /** The realistic events of every provider in the catalogue. */
    static Stream<Recorded> samples() {
        return CATALOGUE.ids().stream().flatMap(id -> read(id, "samples.json"));
    }

    /** The published vectors of every provider that has some. */
    static Stream<Recorded> vectors() {
        return CATALOGUE.ids().stream().flatMap(id -> read(id, "vectors.json"));
    }

    /** The first realistic event of one provider. */
    static Recorded sampleOf(String provider) {
        return read(provider, "samples.json").findFirst().orElseThrow();
    }

    private static Stream<Recorded> read(String provider, String file) {
        String path = "/providers/" + provider + "/" + file;
        try (var stream = Recorded.class.getResourceAsStream(path)) {
            if (stream == null) {
                return Stream.of();
            }
            JsonNode list = JsonMapper.builder().build().readTree(stream);
            return StreamSupport.stream(list.spliterator(), false).map(Recorded::new);
        } catch (IOException cause) {
            throw new IllegalStateException(path, cause);
        }
    }

    String id() {
        return captured.id();
    }

    String provider() {
        return captured.provider();
    }

    String secret() {
        return captured.secret().orElse("");
    }

    InboundRequest request() {
        return request;
    }

    boolean isValid() {
        return node.get("valid").asBoolean();
    }

    boolean isBodySigned() {
        return node.path("bodyIsSigned").asBoolean();
    }

    /** Whether its provider looks at the body to find out how a request is to be proven. */
    boolean isConditional() {
        return compiled().file().verify().stream().anyMatch(it -> !it.when().isEmpty());
    }

    /** Whether the body is packed, so that it can change without its content changing. */
    boolean isPacked() {
        return request.headers().first("Content-Encoding").isPresent();
    }

    String eventId() {
        return node.path("eventId").asText();
    }

    String eventType() {
        return node.path("eventType").asText();
    }

    /** What the publisher expects to be answered; empty if it does not say. */
    Optional<String> expectedBody() {
        return Stream.of(node.path("expect_response_body"), node.path("expect").path("body"))
                .filter(it -> it.isTextual() && isAnswered())
                .map(JsonNode::asText)
                .findFirst();
    }

    private boolean isAnswered() {
        return node.path("kind").asText().equals("handshake") || node.has("expect");
    }

    /** The provider with the settings of this request. */
    Provider compiled() {
        return bench().provider();
    }

    private Bench bench() {
        return BENCHES.computeIfAbsent(
                id(), same -> captured.onBench(CATALOGUE.file(provider()).orElseThrow()));
    }

    /** The verdict on a request with the settings, the secret and the keys of this one. */
    Verdict judge(InboundRequest other) {
        return judge(other, secret().isEmpty() ? List.of() : List.of(secret()));
    }

    /** The verdict with these secrets in place of its own. */
    Verdict judge(InboundRequest other, List<String> secrets) {
        return bench().judge(other, secrets, captured::key);
    }

    /** The verdict with other keys fetched. */
    Verdict judge(Function<KeyRequest, Optional<byte[]>> keys) {
        return captured.onBench(CATALOGUE.file(provider()).orElseThrow())
                .judge(request, secret().isEmpty() ? List.of() : List.of(secret()), keys);
    }

    /** Whether keys are fetched for it, so that it has no secret of its own. */
    Optional<byte[]> fetchedKey() {
        return captured.key();
    }

    /** A source of a provider with these secrets. */
    static Source source(String provider, String... secrets) {
        return source(SourceConfigs.of(provider, secrets));
    }

    static Source source(SourceConfig config) {
        var problems = new ArrayList<String>();
        return Source.compile(
                        "s",
                        config,
                        CATALOGUE,
                        new KeyShelf(),
                        (path, text) -> problems.add(path + text))
                .orElseThrow(() -> new AssertionError(problems));
    }

    /** The source that this request is genuine for. */
    Source source() {
        String[] secrets = secret().isEmpty() ? new String[0] : new String[] {secret()};
        return source(
                SourceConfigs.of(
                        provider(), Map.copyOf(settings()), captured.publicUrl(), secrets));
    }

    private Map<String, String> settings() {
        var known = CATALOGUE.file(provider()).orElseThrow().settings().keySet();
        var settings = new java.util.HashMap<>(captured.settings());
        settings.keySet().retainAll(known);
        return settings;
    }

    InboundRequest withBody(byte[] body) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), body, request.receivedAt());
    }

    InboundRequest withHeaders(Headers headers) {
        return new InboundRequest(
                request.method(), request.target(), headers, request.body(), request.receivedAt());
    }

    InboundRequest withHeader(String name, String value) {
        return withHeaders(request.headers().without(name).plus(name, value));
    }

    InboundRequest withTarget(String target) {
        return new InboundRequest(
                request.method(), target, request.headers(), request.body(), request.receivedAt());
    }

    InboundRequest at(Instant receivedAt) {
        return new InboundRequest(
                request.method(), request.target(), request.headers(), request.body(), receivedAt);
    }

    /** The address that the sender used, for signing like it. */
    URI address() {
        String url = node.path("url").asText();
        int question = url.indexOf('?');
        return URI.create(question < 0 ? url : url.substring(0, question));
    }

    @Override
    public String toString() {
        return id();
    }
}
