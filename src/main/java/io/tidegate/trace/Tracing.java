package io.tidegate.trace;

import io.tidegate.event.Delivery;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;

/**
 * Makes the spans of an event's journey: request, append, read and each attempt. The place in the
 * trace travels in the header {@code traceparent} of the event, through the store and with parked
 * deliveries. Safe for any thread.
 */
public interface Tracing {

    /** Tracing that is off: makes nothing, changes nothing, allocates nothing. */
    static Tracing off() {
        return NoTracing.INSTANCE;
    }

    /** Whether anything is traced. */
    boolean isOn();

    /**
     * Begins the spans of a genuine request, at the time it was received, and of its append, now.
     *
     * @param isTrusted whether the sender may say which trace it belongs to and if it is recorded;
     *     of others the trace is a new one with a link
     */
    ArrivalSpan arrival(String source, InboundRequest request, boolean isTrusted);

    /** Begins the span of an event that was read. */
    ReadSpan read(StoredEvent event);

    /** Begins the span of an attempt. */
    AttemptSpan attempt(Delivery delivery);

    /** Sends what is left, for some seconds at most; never fails. */
    Future<Void> stop();
}
