package io.tidegate.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The baseline: a Vert.x client that posts one body as often as it is told, on as many event loops
 * as the gateway has. Whatever the gateway delivers less is what reading, claiming, routing and
 * settling cost. Also fills the gateway for the run against it.
 */
public final class BareClient extends VerticleBase {

    private final Load load;
    private final AtomicInteger begun;
    private final int connections;

    /**
     * What to send.
     *
     * @param url where to
     * @param count how often
     * @param body the body
     * @param headers name and value of each header, in turn; {@code #} in a value is the number of
     *     the request
     */
    private record Load(String url, int count, Buffer body, List<String> headers) {

        RequestOptions request(int number) {
            var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
            for (int i = 0; i < headers.size(); i += 2) {
                options.putHeader(headers.get(i), headers.get(i + 1).replace("#", "" + number));
            }
            return options;
        }
    }

    private BareClient(Load load, AtomicInteger begun, int connections) {
        this.load = load;
        this.begun = begun;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        var client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(connections));
        return Future.all(IntStream.range(0, connections).mapToObj(i -> sendAll(client)).toList());
    }

    private Future<Void> sendAll(HttpClient client) {
        var done = Promise.<Void>promise();
        send(client, done);
        return done.future();
    }

    /** Sends one request after the other until all are begun; not one chain, which would grow. */
    private void send(HttpClient client, Promise<Void> done) {
        int number = begun.getAndIncrement();
        if (number >= load.count()) {
            done.complete();
            return;
        }
        client.request(load.request(number))
                .compose(request -> request.send(load.body()))
                .compose(response -> response.end().compose(end -> checked(response)))
                .onComplete(taken -> send(client, done), done::fail);
    }

    private static Future<Void> checked(HttpClientResponse response) {
        return response.statusCode() / 100 == 2
                ? Future.succeededFuture()
                : Future.failedFuture("answered " + response.statusCode());
    }

    /**
     * Sends and ends; arguments: URL, how often, connections, file of the body, and the headers as
     * {@code name value} pairs.
     */
    public static void main(String[] arguments) throws IOException {
        int loops = Runtime.getRuntime().availableProcessors();
        int connections = Integer.parseInt(arguments[2]) / loops;
        var load =
                new Load(
                        arguments[0],
                        Integer.parseInt(arguments[1]),
                        Buffer.buffer(Files.readAllBytes(Path.of(arguments[3]))),
                        Arrays.asList(arguments).subList(4, arguments.length));
        var begun = new AtomicInteger();
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(
                        () -> new BareClient(load, begun, connections),
                        new DeploymentOptions().setInstances(loops))
                .onFailure(failure -> System.err.println("not sent: " + failure.getMessage()))
                .eventually(vertx::close);
    }
}
