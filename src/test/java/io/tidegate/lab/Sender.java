package io.tidegate.lab;

import io.tidegate.faults.LedgerEvent;
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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A sender that behaves like GitHub behind a balancer: each event once, at a steady rate whether or
 * not answers come, to each gateway in turn, and to the next one where nobody listens. Now and then
 * it sends an event to two gateways at once, and one with a wrong signature.
 */
final class Sender {

    private static final int TICK_MILLIS = 5;
    private static final int MOST_TRIES = 2;
    private static final int MOST_UNANSWERED = 4_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 2_000;
    private static final double SHARE_OF_REPEATS = 0.02;
    private static final double SHARE_OF_FORGED = 0.01;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final Supplier<List<URI>> entrances;
    private final String secret;
    private final int perSecond;
    private final History history;
    private final Random random;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /** Owned by the loop, like every send. */
    private long timer;

    Sender(
            Vertx vertx,
            Supplier<List<URI>> entrances,
            String secret,
            int perSecond,
            History history,
            Random random) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.entrances = entrances;
        this.secret = secret;
        this.perSecond = perSecond;
        this.history = history;
        this.random = random;
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(CONNECT_MILLIS)
                                .setKeepAliveTimeout(1),
                        new PoolOptions().setHttp1MaxSize(MOST_UNANSWERED));
    }

    /** Begins to send; returns at once. */
    void start() {
        loop.runOnContext(on -> beginTicking());
    }

    private void beginTicking() {
        long began = System.nanoTime();
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> sendUntil(System.nanoTime() - began));
    }

    private void sendUntil(long elapsed) {
        long due = elapsed * perSecond / TimeUnit.SECONDS.toNanos(1);
        while (sent.get() < due && underWay.get() < MOST_UNANSWERED) {
            int n = sent.getAndIncrement();
            boolean isForged = random.nextDouble() < SHARE_OF_FORGED;
            send(n, n, isForged, false);
            if (!isForged && random.nextDouble() < SHARE_OF_REPEATS) {
                send(n, n + 1, false, true);
            }
        }
    }

    /** Sends no more; completes when every request is answered or given up. */
    void stop() {
        var stopped = new CompletableFuture<Boolean>();
        loop.runOnContext(on -> stopped.complete(vertx.cancelTimer(timer)));
        stopped.join();
    }

    private void send(int n, int first, boolean isForged, boolean isRepeat) {
        underWay.incrementAndGet();
        var begun = new Send(n, isForged, isRepeat, System.nanoTime(), 0, 0, "");
        connect(begun, entrances.get(), first, MOST_TRIES);
    }

    /** As a balancer would: what was not sent can be sent to another. */
    private void connect(Send begun, List<URI> ready, int turn, int left) {
        var event = new LedgerEvent(begun.n());
        client.request(options(event, begun.isForged(), ready.get(turn % ready.size())))
                .onComplete(
                        request ->
                                request.send(Buffer.buffer(event.body()))
                                        .compose(answer -> answer.body().map(it -> id(answer, it)))
                                        .onComplete(
                                                id -> ended(begun, id.status(), id.text()),
                                                lost -> ended(begun, Send.NO_ANSWER, "")),
                        absent -> {
                            if (left > 1) {
                                connect(begun, ready, turn + 1, left - 1);
                            } else {
                                ended(begun, Send.NOT_CONNECTED, "");
                            }
                        });
    }

    private RequestOptions options(LedgerEvent event, boolean isForged, URI to) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(to.getHost())
                .setPort(to.getPort())
                .setURI(to.getPath())
                .putHeader("content-type", "application/json")
                .putHeader("x-github-event", "pull_request")
                .putHeader("x-github-delivery", event.deliveryId())
                .putHeader("x-hub-signature-256", event.signature(isForged ? "no" : secret))
                .setIdleTimeout(ANSWER_MILLIS)
                .setConnectTimeout(CONNECT_MILLIS);
    }

    private record Answer(int status, String text) {}

    private static Answer id(HttpClientResponse answer, Buffer body) {
        var found = ID.matcher(body.toString());
        return new Answer(answer.statusCode(), found.find() ? found.group(1) : "");
    }

    private void ended(Send begun, int status, String id) {
        history.add(
                new Send(
                        begun.n(),
                        begun.isForged(),
                        begun.isRepeat(),
                        begun.at(),
                        System.nanoTime(),
                        status,
                        id));
        underWay.decrementAndGet();
    }

    /** Hangs up; nothing can be sent any more. */
    void hangUp() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }

    /** How many were sent so far; also the number of the next event. */
    int sent() {
        return sent.get();
    }

    /** How many are waiting for their answer. */
    int underWay() {
        return underWay.get();
    }
}
