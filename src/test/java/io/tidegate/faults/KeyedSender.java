package io.tidegate.faults;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sender that knows an order: of each key it sends one event after the other, the next one when
 * the one before was acknowledged, and one that was not to another gateway. The key of an event is
 * its number modulo the number of keys.
 */
final class KeyedSender {

    private static final int PAUSE_AFTER_FAILURE_MILLIS = 50;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final List<URI> to;
    private final String secret;
    private final int keys;
    private final int events;
    private final long pauseMillis;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger unacknowledged = new AtomicInteger();

    /**
     * Sends nothing yet.
     *
     * @param events how many there are of all keys together
     * @param perSecond how many are sent a second if all goes well
     */
    KeyedSender(Vertx vertx, List<URI> to, String secret, int keys, int events, int perSecond) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.to = List.copyOf(to);
        this.secret = secret;
        this.keys = keys;
        this.events = events;
        this.pauseMillis = 1_000L * keys / perSecond;
        client =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(2_000),
                        new PoolOptions().setHttp1MaxSize(keys));
    }

    /** Begins to send; returns at once. */
    void start() {
        loop.runOnContext(
                on -> {
                    for (int key = 0; key < keys; key++) {
                        send(new LedgerEvent(key), 0);
                    }
                });
    }

    private void send(LedgerEvent event, int attempt) {
        if (event.n() >= events) {
            return;
        }
        client.request(options(event, to.get((event.n() + attempt) % to.size())))
                .compose(request -> request.send(Buffer.buffer(event.body())))
                .compose(response -> response.end().map(response))
                .onComplete(
                        response -> answered(event, attempt, response),
                        failure -> repeat(event, attempt));
    }

    private RequestOptions options(LedgerEvent event, URI gateway) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(gateway.getHost())
                .setPort(gateway.getPort())
                .setURI(gateway.getPath())
                .putHeader("content-type", "application/json")
                .putHeader("x-github-event", "pull_request")
                .putHeader("x-github-delivery", event.deliveryId())
                .putHeader("x-hub-signature-256", event.signature(secret))
                .setTimeout(5_000);
    }

    private void answered(LedgerEvent event, int attempt, HttpClientResponse response) {
        if (response.statusCode() / 100 != 2) {
            repeat(event, attempt);
            return;
        }
        acknowledged.incrementAndGet();
        vertx.setTimer(pauseMillis, timer -> send(new LedgerEvent(event.n() + keys), 0));
    }

    private void repeat(LedgerEvent event, int attempt) {
        unacknowledged.incrementAndGet();
        vertx.setTimer(PAUSE_AFTER_FAILURE_MILLIS, timer -> send(event, attempt + 1));
    }

    /** How many events were answered 2xx. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** How many requests were answered otherwise or not at all; each was repeated. */
    int unacknowledged() {
        return unacknowledged.get();
    }
}
