package io.tidegate.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/** Makes HTTP clients for servers that we do not control. */
public final class OutboundClient {

    private OutboundClient() {}

    /**
     * A client that verifies whom it talks to, and unpacks nothing, because a small answer may
     * inflate to a large one.
     */
    public static HttpClientAgent of(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        options.setVerifyHost(true).setTrustAll(false).setDecompressionSupported(false);
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                // A connection that breaks fails its requests, which are looked after. Unless
                // somebody listens here, too, Vert.x logs it as an error of ours.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }
}
