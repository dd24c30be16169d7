package io.tidegate.action;

import io.tidegate.config.HttpConfig.Version;
import io.tidegate.config.OutboundConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.outbound.ForbiddenAddress;
import io.tidegate.outbound.Lookup;
import io.tidegate.outbound.OutboundClient;
import io.tidegate.outbound.PublicAddress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The connections of one action, to addresses that the gateway may reach only. Certificates are
 * verified and redirects not followed: those could lead where the operator never pointed.
 *
 * <p>Used on the event loop that owns the action.
 */
final class HttpLink {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int IDLE_SECONDS = 30;
    private static final Duration LOOKUP_PATIENCE = Duration.ofSeconds(2);

    /** Beside each other, for servers that allow few requests at once on one. */
    private static final int MOST_HTTP2_CONNECTIONS = 8;

    private final Context loop;
    private final HttpClientAgent client;
    private final Whereabouts whereabouts;

    private HttpLink(Context loop, HttpClientAgent client, Whereabouts whereabouts) {
        this.loop = loop;
        this.client = client;
        this.whereabouts = whereabouts;
    }

    /**
     * Makes no connection yet.
     *
     * @param target the server that it is for
     * @param concurrency how many requests are under way at most
     */
    static HttpLink to(
            HttpTarget target, TlsConfig tls, Version version, Actions actions, int concurrency) {
        var options = options(target);
        trust(tls, options);
        speak(version, options);
        var lookup = new Lookup(actions.vertx(), policy(actions.outbound()));
        var loop = actions.vertx().getOrCreateContext();
        return new HttpLink(
                loop,
                OutboundClient.of(actions.vertx(), options, pool(concurrency)),
                new Whereabouts(
                        host -> Late.here(loop).compose(here -> lookup.address(host)),
                        LOOKUP_PATIENCE,
                        actions.clock()));
    }

    private static Predicate<InetAddress> policy(OutboundConfig outbound) {
        return switch (outbound.reach()) {
            case PUBLIC -> PublicAddress::isPublic;
            case PRIVATE -> ForbiddenAddress::isAllowed;
        };
    }

    private static HttpClientOptions options(HttpTarget target) {
        return new HttpClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setHttp2KeepAliveTimeout(IDLE_SECONDS)
                // We connect to an address; by itself TLS would not say for which name.
                .setForceSni(target.isNamed());
    }

    private static void trust(TlsConfig tls, HttpClientOptions options) {
        if (tls.ca().isPresent()) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(pem(tls.ca().value())));
        }
        if (tls.certificate().isPresent()) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions()
                            .addCertValue(pem(tls.certificate().value()))
                            .addKeyValue(pem(tls.key().value())));
        }
    }

    private static Buffer pem(String text) {
        return Buffer.buffer(text);
    }

    private static void speak(Version version, HttpClientOptions options) {
        switch (version) {
            case HTTP1 -> options.setProtocolVersion(HttpVersion.HTTP_1_1);
            case HTTP2 ->
                    options.setProtocolVersion(HttpVersion.HTTP_2)
                            .setUseAlpn(true)
                            .setHttp2ClearTextUpgrade(false);
        }
    }

    /** As many connections as attempts; one more in waiting would be a fault of the lane. */
    private static PoolOptions pool(int concurrency) {
        return new PoolOptions()
                .setHttp1MaxSize(concurrency)
                .setHttp2MaxSize(Math.min(concurrency, MOST_HTTP2_CONNECTIONS))
                .setMaxWaitQueueSize(concurrency);
    }

    /**
     * A request that is ready to be sent, on a connection to an address that may be reached. Fails
     * with {@link IllegalArgumentException} if it has a header field that HTTP does not allow.
     */
    Future<HttpClientRequest> open(HttpTarget target, HttpMessage message) {
        // Checked before there is a connection, which a request that cannot be written would keep.
        return Future.succeededFuture(message.headers())
                .map(fields -> HttpHeaders.headers().addAll(fields))
                .compose(fields -> whereabouts.of(target.host()))
                .map(address -> request(target, address, message))
                .compose(client::request);
    }

    private static RequestOptions request(
            HttpTarget target, InetAddress address, HttpMessage message) {
        var server = new InetSocketAddress(address, target.port());
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(server))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isSecure())
                .setMethod(message.method())
                .setURI(message.uri())
                .setHeaders(message.headers())
                .setFollowRedirects(false);
    }

    /** What comes of requests, or a {@link java.util.concurrent.TimeoutException}. */
    <T> Future<T> inTime(Future<T> result, long limitMillis) {
        return Late.inTime(loop, result, limitMillis);
    }

    /** Lets go of all connections; never fails. */
    Future<Void> close() {
        return client.close().otherwiseEmpty();
    }
}
