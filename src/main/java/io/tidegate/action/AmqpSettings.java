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

    private AmqpSettings() {}

    /** A factory of connections that take no longer than {@code limit} to make. */
    static ConnectionFactory of(AmqpConfig amqp, Duration limit) {
        var factory = new ConnectionFactory();
        var uri = URI.create(amqp.uri());
        boolean isTls = uri.getScheme().equalsIgnoreCase("amqps");
        int limitMillis = Math.toIntExact(limit.toMillis());
        factory.setHost(uri.getHost());
        factory.setPort(uri.getPort() < 0 ? ConnectionFactory.USE_DEFAULT_PORT : uri.getPort());
        factory.setVirtualHost(virtualHost(uri));
        factory.setUsername(amqp.user());
        factory.setPassword(amqp.password().value());
        factory.setConnectionTimeout(limitMillis);
        factory.setHandshakeTimeout(limitMillis);
        factory.setChannelRpcTimeout(limitMillis);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        // The line connects anew, and what was not confirmed is retried: both would be too much.
        factory.setAutomaticRecoveryEnabled(false);
        if (isTls) {
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
