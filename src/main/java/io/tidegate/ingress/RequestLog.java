package io.tidegate.ingress;

import io.tidegate.event.Headers;
import io.tidegate.event.TraceParent;
import io.tidegate.log.LogLimit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the public port writes to the log. Never a body, a header value, a query or a secret, and no
 * more than a few lines a second about what strangers send; the meters count everything. Owned by
 * one event loop.
 */
final class RequestLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestLog.class);
    private static final int LINES_PER_SECOND = 5;

    private final LongSupplier nanoTime;
    private final LogLimit limit;

    RequestLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        limit = new LogLimit(LINES_PER_SECOND, nanoTime.getAsLong());
    }

    /** An event is stored and acknowledged. */
    void accepted(String source, Object eventId, Headers headers) {
        if (LOGGER.isDebugEnabled()) {
            var line =
                    LOGGER.atDebug().addKeyValue("source", source).addKeyValue("eventId", eventId);
            TraceParent.of(headers)
                    .map(it -> line.addKeyValue("traceId", it.traceId()))
                    .orElse(line)
                    .log("event accepted");
        }
    }

    /** A request was turned away or not believed. */
    void turnedAway(String source, String reason) {
        long leftOut = limit.admit(nanoTime.getAsLong());
        if (leftOut != LogLimit.SILENT) {
            LOGGER.atWarn()
                    .addKeyValue("source", source)
                    .addKeyValue("reason", reason)
                    .addKeyValue("suppressed", leftOut)
                    .log("request not accepted");
        }
    }

    /** The gateway has a defect. */
    void failed(String source, Throwable failure) {
        LOGGER.atError().addKeyValue("source", source).setCause(failure).log("request failed");
    }
}
