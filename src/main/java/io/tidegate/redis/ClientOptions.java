package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.TlsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;

/** Options of the client library for one connection. */
final class ClientOptions {

    /** Without it the server's certificate would be good for any host. */
    private static final String VERIFY_HOST = "HTTPS";

    private ClientOptions() {}

    /**
     * Options for a server that nothing is known about but its address.
     *
     * @param uri the address, which may hold user and password
     */
    static RedisOptions of(String uri) {
        return of(uri, TlsConfig.NONE);
    }

    /** Options for a server of this configuration, at {@code uri}. */
    static RedisOptions of(RedisConfig config, String uri) {
        return as(config.user(), config.password(), of(uri, config.tls()));
    }

    /** Options for a sentinel of this configuration, at {@code uri}. */
    static RedisOptions ofSentinel(RedisConfig config, String uri) {
        var login = config.sentinel();
        return as(login.user(), login.password(), of(uri, config.tls()));
    }

    private static RedisOptions of(String uri, TlsConfig tls) {
        var options =
                new RedisOptions()
                        .setConnectionString(uri)
                        .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                        .setMaxPoolSize(1)
                        .setPoolCleanerInterval(-1);
        var net = options.getNetClientOptions().setTcpKeepAlive(true);
        trust(tls, net.setHostnameVerificationAlgorithm(VERIFY_HOST));
        return options;
    }

    private static void trust(TlsConfig tls, NetClientOptions net) {
        if (tls.ca().isPresent()) {
            net.setTrustOptions(new PemTrustOptions().addCertValue(pem(tls.ca())));
        }
        if (tls.certificate().isPresent()) {
            net.setKeyCertOptions(
                    new PemKeyCertOptions()
                            .addCertValue(pem(tls.certificate()))
                            .addKeyValue(pem(tls.key())));
        }
    }

    private static Buffer pem(Secret text) {
        return Buffer.buffer(text.value());
    }

    private static RedisOptions as(String user, Secret password, RedisOptions options) {
        if (password.isPresent()) {
            options.setPassword(password.value());
        }
        return user.isEmpty() ? options : options.setUser(user);
    }
}
