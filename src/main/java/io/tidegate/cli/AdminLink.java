package io.tidegate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The REST API of a running gateway.
 *
 * @param admin the address of its admin port
 * @param token its token; empty for none
 */
record AdminLink(URI admin, String token) {

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /** A replay of a hundred thousand dead letters takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Asks for what is at the path. */
    JsonObject get(String path, Map<String, List<String>> query) throws InterruptedException {
        return send(request(path, query).GET());
    }

    /** Posts JSON to the path. */
    JsonObject post(String path, JsonObject body) throws InterruptedException {
        return send(
                request(path, Map.of())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    /** Deletes what the path and the query say. */
    JsonObject delete(String path, Map<String, List<String>> query) throws InterruptedException {
        return send(request(path, query).DELETE());
    }

    private HttpRequest.Builder request(String path, Map<String, List<String>> query) {
        var encoded =
                query.entrySet().stream()
                        .flatMap(it -> it.getValue().stream().map(value -> pair(it, value)))
                        .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(admin.resolve(path + "?" + encoded)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String pair(Map.Entry<String, ?> key, String value) {
        return key.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonObject send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var client = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
            return read(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new CommandFailure(
                    "no answer from %s; does the gateway run there? Name its admin port with --admin"
                            .formatted(admin));
        }
    }

    private JsonObject read(HttpResponse<String> answer) {
        var json = json(answer.body());
        if (answer.statusCode() / 100 == 2) {
            return json;
        }
        if (answer.statusCode() == 401) {
            throw new CommandFailure(
                    admin + " wants its token: give --token or set TIDEGATE_ADMIN_TOKEN");
        }
        String title = json.getString("title", "no Tidegate");
        throw new CommandFailure(
                "%s answers %d: %s"
                        .formatted(admin, answer.statusCode(), json.getString("detail", title)));
    }

    private static JsonObject json(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException somebodyElse) {
            return new JsonObject();
        }
    }
}
