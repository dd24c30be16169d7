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
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sender that behaves like GitHub: each event once, at a steady rate whether or not answers come,
 * and never again. Its ledger says which were acknowledged.
 */
final class LedgerSender {

    private static final int TICK_MILLIS = 5;
    private static final int MOST_UNANSWERED = 4000;

    private final Vertx vertx;
    private final Context loop;
    private final HttpClient client;
    private final URI to;
    private final String secret;
    private final int perSecond;
    private final BitSet acknowledged = new BitSet();
    private final Map<Integer, Long> departures = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    /** Owned by the loop, like every send. */
    private long timer;

    LedgerSender(Vertx vertx, URI to, String secret, int perSecond) {
        this(vertx, to, secret, perSecond, 0);
    }

    /**
     * One whose events have numbers of their own.
     *
     * @param first the number of its first event
     */
    LedgerSender(Vertx vertx, URI to, String secret, int perSecond, int first) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.to = to;
        this.secret = secret;
        this.perSecond = perSecond;
        sent.set(first);
        client =
                vertx.createHttpClient(
                        new HttpClientOptions().setConnectTimeout(2000),
                        new PoolOptions().setHttp1MaxSize(64).setMaxWaitQueueSize(MOST_UNANSWERED));
    }

    /** Begins to send; returns at once. */
    void start() {
        loop.runOnContext(on -> beginTicking());
    }

    private void beginTicking() {
        long began = System.nanoTime();
        long already = sent.get();
        timer =
                vertx.setPeriodic(
                        TICK_MILLIS,
                        tick -> {
                            long elapsed = System.nanoTime() - began;
                            long due = already + elapsed * perSecond / TimeUnit.SECONDS.toNanos(1);
                            while (sent.get() < due && underWay.get() < MOST_UNANSWERED) {
                                send(new LedgerEvent(sent.getAndIncrement()));
                            }
                        });
    }

    /** Sends no more once it has returned; answers may still come. */
    void stop() {
        var stopped = new CompletableFuture<Boolean>();
        loop.runOnContext(on -> stopped.complete(vertx.cancelTimer(timer)));
        stopped.join();
    }

    private void send(LedgerEvent event) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(to.getHost())
                        .setPort(to.getPort())
                        .setURI(to.getPath())
                        .putHeader("content-type", "application/json")
                        .putHeader("x-github-event", "pull_request")
                        .putHeader("x-github-delivery", event.deliveryId())
                        .putHeader("x-hub-signature-256", event.signature(secret))
                        .setTimeout(10_000);
        underWay.incrementAndGet();
        departures.put(event.n(), System.nanoTime());
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(event.body())))
                .compose(response -> response.end().map(response))
                .onComplete(response -> answered(event, response), this::notAnswered);
    }

    private void answered(LedgerEvent event, HttpClientResponse response) {
        underWay.decrementAndGet();
        if (response.statusCode() / 100 == 2) {
            synchronized (acknowledged) {
                acknowledged.set(event.n());
            }
        } else {
            refused.incrementAndGet();
        }
    }

    private void notAnswered(Throwable why) {
        underWay.decrementAndGet();
        unanswered.merge(String.valueOf(why.getMessage()), 1, Integer::sum);
    }

    /** The numbers that were answered 2xx. */
    BitSet acknowledged() {
        synchronized (acknowledged) {
            return (BitSet) acknowledged.clone();
        }
    }

    /** When the event was sent, by this machine's monotonic clock. */
    long departure(int n) {
        return Objects.requireNonNull(departures.get(n), () -> "not sent: " + n);
    }

    /** How many were sent so far; also the number of the next event. */
    int sent() {
        return sent.get();
    }

    /** How many were answered with anything but 2xx. */
    int refused() {
        return refused.get();
    }

    /** How many got no answer: they may be stored or not. */
    int unanswered() {
        return unanswered.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why they got none, and how many each. */
    Map<String, Integer> reasons() {
        return Map.copyOf(unanswered);
    }

    /** How many are waiting for their answer. */
    int underWay() {
        return underWay.get();
    }
}
