package io.tidegate.ingress;

import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How the door reaches servers that senders name.
 *
 * @param options how it connects
 * @param mayReach which addresses it may connect to
 * @param limit how long a fetch may take, waiting for its turn included
 */
public record Outbound(HttpClientOptions options, Predicate<InetAddress> mayReach, Duration limit) {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Connections to the internet only, by TLS, with certificates that this machine trusts. */
    public static Outbound guarded() {
        return new Outbound(guardedOptions(), PublicAddress::isPublic, LIMIT);
    }

    /**
     * No connection is used twice: what is fetched is good for an hour. Nothing is decompressed,
     * because a small document may inflate to a large one.
     */
    static HttpClientOptions guardedOptions() {
        int limitMillis = Math.toIntExact(LIMIT.toMillis());
        return new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout(limitMillis)
                .setSslHandshakeTimeout(limitMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false)
                .setDecompressionSupported(false);
    }
}
