package io.tidegate.lab;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Which entrances say that they are ready, asked as a balancer does. For any thread. */
final class Readiness {

    private static final int PERIOD_MILLIS = 250;
    private static final int LIMIT_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final long timer;
    private final Set<URI> ready = ConcurrentHashMap.newKeySet();
    private final List<URI> all;

    /**
     * Begins to ask.
     *
     * @param all the entrances
     * @param ports the admin port of each
     */
    Readiness(Vertx vertx, List<URI> all, List<Integer> ports) {
        this.vertx = vertx;
        this.all = all;
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(LIMIT_MILLIS));
        ready.addAll(all);
        timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> askAll(ports));
    }

    /** Asks no more. */
    void stop() {
        vertx.cancelTimer(timer);
    }

    private void askAll(List<Integer> ports) {
        for (int i = 0; i < all.size(); i++) {
            ask(all.get(i), ports.get(i));
        }
    }

    private void ask(URI entrance, int port) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/health/ready");
        client.request(options)
                .compose(request -> request.send())
                .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(response -> response.statusCode() == 200)
                .otherwise(false)
                .onSuccess(isReady -> note(entrance, isReady));
    }

    private void note(URI entrance, boolean isReady) {
        if (isReady) {
            ready.add(entrance);
        } else {
            ready.remove(entrance);
        }
    }

    /** Those that were ready when they were asked last; all if none was. */
    List<URI> entrances() {
        var now = all.stream().filter(ready::contains).toList();
        return now.isEmpty() ? all : now;
    }
}
