package io.tidegate.trace.otlp;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.trace.ArrivalSpan;
import java.util.Optional;

/**
 * The spans of a request and of its append.
 *
 * @param isContinued whether the trace is the sender's
 */
record OtlpArrival(Span request, Span append, boolean isContinued) implements ArrivalSpan {

    private static final int UNAVAILABLE = 503;
    private static final String STATUS = "http.response.status_code";

    @Override
    public Event carry(Event event) {
        return isContinued ? Places.carry(event, append) : Places.carryAnew(event, append);
    }

    @Override
    public void kept(Optional<EventId> id, int status) {
        id.ifPresent(it -> append.setAttribute("tidegate.event.id", it.toString()));
        append.end();
        request.setAttribute(STATUS, status).end();
    }

    /** The cause is told by its class alone: its text may hold what is not for others to see. */
    @Override
    public void notStored(Throwable cause) {
        append.setStatus(StatusCode.ERROR, cause.getClass().getSimpleName()).end();
        request.setAttribute(STATUS, UNAVAILABLE).setStatus(StatusCode.ERROR).end();
    }
}
