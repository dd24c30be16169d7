package io.tidegate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.config.SourceConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A request of a provider as it was published or recorded, with what is to be found in it. */
record Recorded(
        String id,
        String provider,
        String secret,
        InboundRequest request,
        boolean isValid,
        boolean isBodySigned,
        String eventId,
        String eventType) {

    static final Catalogue CATALOGUE = Catalogue.load();
    private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();

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
            return StreamSupport.stream(list.spliterator(), false).map(Recorded::of);
        } catch (IOException cause) {
            throw new IllegalStateException(path, cause);
        }
    }

    private static Recorded of(JsonNode node) {
        var headers = new ArrayList<String>();
        node.get("headers")
                .properties()
                .forEach(
                        field ->
                                headers.addAll(List.of(field.getKey(), field.getValue().asText())));
        URI url = URI.create(node.get("url").asText());
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new Recorded(
                node.get("id").asText(),
                node.get("provider").asText(),
                node.get("secret").asText(),
                new InboundRequest(
                        node.get("method").asText(),
                        url.getRawPath() + query,
                        Headers.of(headers),
                        node.get("body").asText().getBytes(StandardCharsets.UTF_8),
                        Instant.ofEpochSecond(node.get("now").asLong())),
                node.get("valid").asBoolean(),
                node.path("bodyIsSigned").asBoolean(),
                node.path("eventId").asText(),
                node.path("eventType").asText());
    }

    /** A source of this provider with these secrets. */
    Source sourceWith(String... secrets) {
        return source(provider, secrets);
    }

    /** A source of a provider with these secrets. */
    static Source source(String provider, String... secrets) {
        return source(SourceConfigs.of(provider, secrets), new KeyShelf());
    }

    private static Source source(SourceConfig config, KeyShelf shelf) {
        var problems = new ArrayList<String>();
        return Source.compile(
                        "s", config, CATALOGUE, shelf, (path, text) -> problems.add(path + text))
                .orElseThrow(() -> new AssertionError(problems));
    }

    /** The source that this request is genuine for. */
    Source source() {
        return SOURCES.computeIfAbsent(id, any -> source(provider, secret));
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

    @Override
    public String toString() {
        return id;
    }
}
