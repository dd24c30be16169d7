package io.tidegate.action;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears why a connection to NATS cannot be made, which the client tells nobody else. */
final class NatsErrors implements ErrorListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(NatsErrors.class);

    private final CompletableFuture<?> opened;

    NatsErrors(CompletableFuture<?> opened) {
        this.opened = opened;
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        LOGGER.atDebug().addKeyValue("error", error).log("nats error");
        if (error.toLowerCase(Locale.ROOT).startsWith("auth")) {
            opened.completeExceptionally(new AuthenticationException(error));
        }
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception cause) {
        LOGGER.atDebug().addKeyValue("error", cause.toString()).log("nats failure");
        opened.completeExceptionally(cause);
    }
}
