package io.tidegate;

import static io.tidegate.testing.Futures.await;

import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Extensions;
import io.tidegate.cli.ServeOptions;
import io.tidegate.testing.FreePorts;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.Scrape;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/** A whole gateway in the process of the test, over a store in memory, whose meters are read. */
final class MeteredGateway implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int publicPort = FreePorts.next();
    private final int adminPort = FreePorts.next();

    /** A gateway of this configuration, which says nothing of ports, in a folder of its own. */
    MeteredGateway(Path folder, String configuration) {
        this(folder, configuration, Map.of());
    }

    /** The same with these environment variables. */
    MeteredGateway(Path folder, String configuration, Map<String, String> environment) {
        var ports =
                "public: { port: %d, host: 127.0.0.1, drain: 0s }%nadmin: { port: %d }%n"
                        .formatted(publicPort, adminPort);
        Path file = folder.resolve("tidegate.yaml");
        try {
            Files.writeString(file, ports + configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var blueprint = Blueprint.read(file, environment, Extensions.NONE);
        var roles = EnumSet.allOf(ServeOptions.Role.class);
        var options = new ServeOptions(roles, ServeOptions.StoreKind.MEMORY);
        gateway = new Gateway(vertx, blueprint, options, environment);
        await(gateway.start());
    }

    /** A connection to the public port. */
    RawHttp connect() {
        return new RawHttp(publicPort);
    }

    /** What {@code /metrics} says now. */
    Scrape scrape() {
        return new Scrape(metrics());
    }

    /** What {@code /metrics} answers to a request with these header fields. */
    String metrics(String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(gateway.stop());
    }
}
