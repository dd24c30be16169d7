package io.tidegate.action;

import com.rabbitmq.client.ConnectionFactory;
import io.tidegate.config.AmqpConfig;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** How connections to a broker of RabbitMQ are made. */
final class AmqpSettings {

    private static final int HEARTBEAT_SECONDS = 10;
    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;

    private AmqpSettings() {}

    /** A factory of connections that take no longer than {@code limit} to make. */
    static ConnectionFactory of(AmqpConfig amqp, Duration limit) {
        var factory = new ConnectionFactory();
        var server = ServerAddress.of(amqp.uri(), "amqps", PORT, TLS_PORT);
        int limitMillis = Math.toIntExact(limit.toMillis());
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setVirtualHost(virtualHost(URI.create(amqp.uri())));
        factory.setUsername(amqp.user());
        factory.setPassword(amqp.password().value());
        factory.setConnectionTimeout(limitMillis);
        factory.setHandshakeTimeout(limitMillis);
        factory.setChannelRpcTimeout(limitMillis);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        // The line connects anew, and what was not confirmed is retried: both would be too much.
        factory.setAutomaticRecoveryEnabled(false);
        if (server.isTls()) {
            factory.useSslProtocol(trustOfThisMachine());
            factory.enableHostnameVerification();
        }
        return factory;
    }

    private static String virtualHost(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return path.length() > 1 ? path.substring(1) : "/";
    }

    private static SSLContext trustOfThisMachine() {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }
}
