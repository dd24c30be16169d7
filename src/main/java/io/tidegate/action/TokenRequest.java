package io.tidegate.action;

import io.tidegate.config.HttpAuthConfig.OauthConfig;
import io.tidegate.config.HttpAuthConfig.OauthConfig.Credentials;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How a token is asked for by the client credentials grant (RFC 6749, 4.4). */
final class TokenRequest {

    private final HttpLink link;
    private final HttpTarget target;
    private final String uri;
    private final OauthConfig config;
    private final InstantSource clock;

    /** A request over the connections of an action. */
    TokenRequest(HttpLink link, OauthConfig config, InstantSource clock) {
        this.link = link;
        this.target = HttpTarget.of(config.url());
        String path = config.url().substring(HttpTarget.startOf(config.url()).length());
        this.uri = path.startsWith("/") ? path : "/" + path;
        this.config = config;
        this.clock = clock;
    }

    /** Asks once; fails if no token is given. */
    Future<Token> ask() {
        return new TokenExchange(link, target, message())
                .run()
                .map(answer -> Token.read(answer, clock.instant()));
    }

    private HttpMessage message() {
        var fields = MultiMap.caseInsensitiveMultiMap();
        fields.set("content-type", "application/x-www-form-urlencoded");
        fields.set("accept", "application/json");
        if (config.send() == Credentials.HEADER) {
            fields.set("authorization", basic());
        }
        byte[] body = form().getBytes(StandardCharsets.US_ASCII);
        return HttpMessage.of(HttpMethod.POST, uri, fields, body);
    }

    /** Both are encoded first, as the standard wants it (2.3.1): either may hold a colon. */
    private String basic() {
        String pair = encode(config.clientId()) + ":" + encode(config.clientSecret().value());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String form() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "client_credentials");
        if (!config.scope().isEmpty()) {
            parameters.put("scope", config.scope());
        }
        if (config.send() == Credentials.BODY) {
            parameters.put("client_id", config.clientId());
            parameters.put("client_secret", config.clientSecret().value());
        }
        config.parameters().forEach((name, value) -> parameters.put(name, value.value()));
        return parameters.entrySet().stream()
                .map(TokenRequest::pair)
                .collect(Collectors.joining("&"));
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
