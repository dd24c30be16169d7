package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.DestinationConfig.HttpConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Sends an HTTP POST. Follows no redirect: that could lead where the operator never pointed. */
final class HttpAction implements Action {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int IDLE_SECONDS = 30;

    private final HttpClientAgent client;
    private final RequestOptions request;
    private final OutboundHeaders headers;
    private final Duration timeout;
    private final InstantSource clock;

    HttpAction(Actions actions, HttpConfig http, DestinationConfig destination) {
        this.client = actions.vertx().createHttpClient(options(), pool(destination.concurrency()));
        this.request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(http.url())
                        .setFollowRedirects(false);
        this.headers = new OutboundHeaders(http);
        this.timeout = destination.timeout();
        this.clock = actions.clock();
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false);
    }

    /** As many connections as attempts; one more in waiting would be a fault of the lane. */
    private static PoolOptions pool(int concurrency) {
        return new PoolOptions().setHttp1MaxSize(concurrency).setMaxWaitQueueSize(concurrency);
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        var exchange = new HttpExchange(delivery.payload(), clock);
        // In the chain, so that a header field which cannot be written fails it instead of
        // throwing.
        return Future.succeededFuture(delivery)
                .map(this::request)
                .compose(client::request)
                .compose(exchange::send)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(cause -> exchange.outcomeDespite(cause, timeout))
                .onComplete(done -> exchange.end());
    }

    private RequestOptions request(Delivery delivery) {
        return new RequestOptions(request).setHeaders(headers.of(delivery, clock.instant()));
    }

    @Override
    public Future<Void> close() {
        return client.close().otherwiseEmpty();
    }
}
