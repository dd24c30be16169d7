package io.tidegate.dispatch;

import io.tidegate.event.Delivery;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.event.TraceParent;
import io.tidegate.log.LogLimit;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What dispatch writes to the log of single events and deliveries, each with its trace. Never a
 * body or what a destination answered, and no more than a few lines a second of deliveries that
 * were given up: a destination may refuse everything. Owned by one event loop.
 */
final class DeliveryLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryLog.class);
    private static final int LINES_PER_SECOND = 5;

    private final LongSupplier nanoTime;
    private final LogLimit limit;

    DeliveryLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        limit = new LogLimit(LINES_PER_SECOND, nanoTime.getAsLong());
    }

    /** Workers ended while they had an event, which gets no further attempt. */
    void poison(StoredEvent event, int failures) {
        of(LOGGER.atError(), event)
                .addKeyValue("failures", failures)
                .log("event is poison: workers ended while they had it; made a dead letter");
    }

    /** A delivery gave up and is a dead letter now. */
    void dead(Delivery delivery, Setback setback) {
        long leftOut = limit.admit(nanoTime.getAsLong());
        if (leftOut != LogLimit.SILENT) {
            of(LOGGER.atWarn(), delivery, setback)
                    .addKeyValue("suppressed", leftOut)
                    .log("delivery given up; it is a dead letter now");
        }
    }

    /** An attempt failed; there will be another. */
    void failed(Delivery delivery, Setback setback, Duration wait) {
        if (LOGGER.isDebugEnabled()) {
            of(LOGGER.atDebug(), delivery, setback)
                    .addKeyValue("wait", wait)
                    .log("delivery failed; it will be tried again");
        }
    }

    /** A destination said that it is gone, and is paused. */
    void gone(Delivery delivery, Setback setback) {
        of(LOGGER.atError(), delivery, setback)
                .log("destination is gone and gets nothing until somebody resumes it");
    }

    private static LoggingEventBuilder of(
            LoggingEventBuilder line, Delivery delivery, Setback setback) {
        return of(line.addKeyValue("destination", delivery.destination()), delivery.stored())
                .addKeyValue("attempt", delivery.attempt())
                .addKeyValue("error", setback.reason());
    }

    private static LoggingEventBuilder of(LoggingEventBuilder line, StoredEvent event) {
        var named =
                line.addKeyValue("source", event.event().source())
                        .addKeyValue("eventId", event.id());
        return TraceParent.of(event.event().headers())
                .map(it -> named.addKeyValue("traceId", it.traceId()))
                .orElse(named);
    }
}
