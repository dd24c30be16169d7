package io.tidegate.action;

import io.nats.client.Options;
import io.tidegate.config.NatsConfig;
import java.time.Duration;

/** How connections to NATS are made. */
final class NatsSettings {

    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

    private NatsSettings() {}

    /** Options of a connection that takes no longer than {@code limit} to make. */
    static Options.Builder of(NatsConfig nats, Duration limit) {
        var options =
                new Options.Builder()
                        .servers(nats.servers().toArray(String[]::new))
                        .connectionName("tidegate")
                        .connectionTimeout(limit)
                        .pingInterval(PING_INTERVAL)
                        // The line connects anew; a client that does so too holds messages back.
                        .noReconnect();
        if (!nats.user().isEmpty()) {
            options.userInfo(nats.user().toCharArray(), nats.password().value().toCharArray());
        }
        if (nats.token().isPresent()) {
            options.token(nats.token().value().toCharArray());
        }
        return options;
    }
}
