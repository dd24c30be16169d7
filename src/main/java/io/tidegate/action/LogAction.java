package io.tidegate.action;

import io.tidegate.config.DestinationConfig.LogConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Outcome;
import io.tidegate.event.TraceParent;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each event to the log. */
final class LogAction implements Action {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogAction.class);

    private final String destination;
    private final LogConfig config;

    LogAction(String destination, LogConfig config) {
        this.destination = destination;
        this.config = config;
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        Event event = delivery.stored().event();
        var line =
                LOGGER.atInfo()
                        .addKeyValue("destination", destination)
                        .addKeyValue("eventId", delivery.id())
                        .addKeyValue("source", event.source())
                        .addKeyValue("type", event.type())
                        .addKeyValue("bytes", delivery.payload().length);
        var traced =
                TraceParent.of(event.headers())
                        .map(it -> line.addKeyValue("traceId", it.traceId()))
                        .orElse(line);
        // Only if the operator asks: bodies hold personal data.
        (config.body() ? traced.addKeyValue("body", text(delivery)) : traced).log("event");
        return Future.succeededFuture(Outcome.delivered());
    }

    private static String text(Delivery delivery) {
        return new String(delivery.payload(), StandardCharsets.UTF_8);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
