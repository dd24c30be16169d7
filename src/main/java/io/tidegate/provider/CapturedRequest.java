package io.tidegate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.ProviderFile;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as a file describes it: {@code {id, provider, secret, method, url, headers, body |
 * body_base64, now?}}, and besides, whatever settings its provider has, and the keys that would
 * have been fetched as {@code jwks}, {@code cert_pem}, {@code key_pem} or {@code
 * key_lookup_response}; {@code endpoint_url} where the address that was entered is another, and
 * {@code cert_url} or {@code key_url} where the key is nowhere else.
 */
public final class CapturedRequest {

    private static final List<String> KEYS =
            List.of("jwks", "key_lookup_response", "cert_pem", "key_pem");
    private static final String GRANT = "grant_type=";
    private static final byte[] TOKEN =
            "{\"access_token\":\"offline\"}".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern SNAKE = Pattern.compile("_([a-z])");

    private final JsonNode node;

    /** The request that the JSON describes. */
    public CapturedRequest(JsonNode node) {
        this.node = node;
    }

    /** Its name in the file; empty if it has none. */
    public String id() {
        return node.path("id").asText();
    }

    /** The id of the provider; empty if the file leaves that to the command line. */
    public String provider() {
        return node.path("provider").asText();
    }

    /** The secret as text; empty if there is none, or it is made of several parts. */
    public Optional<String> secret() {
        JsonNode secret = node.path("secret");
        return secret.isTextual()
                ? Optional.of(secret.asText())
                : Optional.ofNullable(secret.get("token")).map(JsonNode::asText);
    }

    /** Everything that may be a setting, by name. */
    public Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        for (JsonNode place : List.of(node, node.path("secret"), node.path("settings"))) {
            place.properties().stream()
                    .filter(field -> field.getValue().isValueNode())
                    .forEach(
                            field ->
                                    settings.put(camel(field.getKey()), field.getValue().asText()));
        }
        return settings;
    }

    private static String camel(String name) {
        return SNAKE.matcher(name).replaceAll(it -> it.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    /** The address without its query; empty if the file names none. */
    public String publicUrl() {
        String url = node.path("endpoint_url").asText(node.path("url").asText());
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /**
     * A bench with this provider on it, told what the file says.
     *
     * <p>Where keys are fetched there is no secret; then the one thing that a source is told takes
     * its place in files.
     */
    public Bench onBench(ProviderFile file) {
        var bench = new Bench(file);
        if (bench.provider().needsNoSecret()) {
            secret().ifPresent(
                            it ->
                                    file.settings().entrySet().stream()
                                            .filter(e -> e.getValue().byDefault() == null)
                                            .limit(1)
                                            .forEach(e -> bench.set(e.getKey(), it)));
        }
        settings().forEach(bench::set);
        bench.setPublicUrl(publicUrl());
        return bench;
    }

    /** What a key address answers, as far as the file says. */
    public Optional<byte[]> key(KeyRequest request) {
        if (request.body().startsWith(GRANT)) {
            return Optional.of(TOKEN);
        }
        String place = node.path("cert_url").asText(node.path("key_url").asText(request.url()));
        boolean isThere = place.equals(request.url());
        return isThere ? key() : Optional.empty();
    }

    /** What any address of keys answers; empty if the file does not say. */
    public Optional<byte[]> key() {
        return KEYS.stream()
                .map(node::path)
                .filter(it -> !it.isMissingNode())
                .map(it -> it.isTextual() ? it.asText() : it.toString())
                .map(it -> it.getBytes(StandardCharsets.UTF_8))
                .findFirst();
    }

    /**
     * The request itself.
     *
     * @param usual when it was received, if the file does not say
     * @throws IllegalArgumentException with a message for the user, if it is not described well
     */
    public InboundRequest request(Instant usual) {
        Instant now = node.has("now") ? Instant.ofEpochSecond(node.get("now").asLong()) : usual;
        return new InboundRequest(
                node.path("method").asText("POST"), target(), headers(), body(), now);
    }

    private String target() {
        URI url = URI.create(node.path("url").asText("/"));
        String path =
                url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private Headers headers() {
        var fields = new ArrayList<String>();
        node.path("headers")
                .properties()
                .forEach(
                        field -> {
                            JsonNode values = field.getValue();
                            if (values.isArray()) {
                                values.forEach(
                                        it -> fields.addAll(List.of(field.getKey(), wire(it))));
                            } else {
                                fields.addAll(List.of(field.getKey(), wire(values)));
                            }
                        });
        var headers = Headers.of(fields);
        String host = URI.create(node.path("url").asText("/")).getRawAuthority();
        return host == null || headers.first("Host").isPresent()
                ? headers
                : headers.plus("Host", host);
    }

    /** Header bytes as servers hand them on: one char each. */
    private static String wire(JsonNode value) {
        byte[] bytes = value.asText().getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private byte[] body() {
        return node.has("body_base64")
                ? Base64.getDecoder().decode(node.get("body_base64").asText())
                : node.path("body").asText().getBytes(StandardCharsets.UTF_8);
    }
}
