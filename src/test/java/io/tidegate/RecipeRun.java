package io.tidegate;

import static io.tidegate.testing.Futures.await;

import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Extensions;
import io.tidegate.cli.ServeOptions;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.provider.Bench;
import io.tidegate.provider.Catalogue;
import io.tidegate.provider.Source;
import io.tidegate.testing.FreePorts;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A gateway that runs a recipe over a store in memory, and a sender of signed requests. */
final class RecipeRun implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> settings = new HashMap<>();
    private final Blueprint blueprint;
    private final String base;

    /**
     * Starts the recipe.
     *
     * @param name its file's name, without its ending
     * @param variables what it takes from the environment, ports aside
     */
    RecipeRun(String name, Map<String, String> variables) {
        int port = FreePorts.next();
        var environment = new HashMap<>(variables);
        environment.put("PORT", "" + port);
        base = "http://127.0.0.1:" + port;
        blueprint = Blueprint.read(file(name), environment, Extensions.NONE);
        var roles = EnumSet.of(ServeOptions.Role.INGRESS, ServeOptions.Role.DISPATCH);
        var options = new ServeOptions(roles, ServeOptions.StoreKind.MEMORY);
        await(new Gateway(vertx, blueprint, options, environment).start());
    }

    static Path file(String name) {
        return Path.of("config", "recipes", name + ".yaml");
    }

    /** Says something that the sender was told, as the source was. */
    RecipeRun with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Puts down what the sender publishes, as if it had been fetched. */
    void publish(String source, String secret, byte[] keys) {
        var request = signed(source, secret, Headers.none(), "{}");
        if (source(source).verify(request) instanceof Verdict.KeyWanted wanted) {
            blueprint.shelf().put(wanted.request(), keys, Instant.now());
        }
    }

    /** Sends what the provider of a source would, and returns the answer. */
    HttpResponse<String> send(String source, String secret, Headers headers, String body) {
        var signed = signed(source, secret, headers, body);
        var outgoing =
                HttpRequest.newBuilder(URI.create(base + signed.target()))
                        .method(
                                signed.method(),
                                HttpRequest.BodyPublishers.ofByteArray(signed.body()));
        signed.headers().forEach(outgoing::header);
        try {
            return client.send(outgoing.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** By the wall clock, which the gateway asks too. */
    private InboundRequest signed(String source, String secret, Headers headers, String body) {
        String folder = blueprint.config().providers();
        var catalogue = folder.isEmpty() ? Catalogue.load() : Catalogue.load(Path.of(folder));
        var bench = new Bench(catalogue.file(source(source).providerId()).orElseThrow());
        settings.forEach(bench::set);
        return bench.provider()
                .sign(
                        new InboundRequest(
                                "POST",
                                "/in/" + source,
                                headers,
                                body.getBytes(StandardCharsets.UTF_8),
                                Instant.now()),
                        secret);
    }

    private Source source(String name) {
        return Objects.requireNonNull(blueprint.sources().get(name), name);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
