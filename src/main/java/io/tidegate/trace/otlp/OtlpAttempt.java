package io.tidegate.trace.otlp;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.trace.AttemptSpan;

/** The span of one attempt. */
record OtlpAttempt(Span span) implements AttemptSpan {

    @Override
    public Delivery carry(Delivery delivery) {
        var stored = delivery.stored();
        return new Delivery(
                new StoredEvent(stored.id(), Places.carry(stored.event(), span)),
                delivery.destination(),
                delivery.payload(),
                delivery.attempt());
    }

    @Override
    public void ended(Outcome outcome) {
        outcome.match(
                        delivered -> span.setAttribute("tidegate.outcome", "delivered"),
                        retry -> failed("retry", retry.setback()),
                        dead -> failed("dead", dead.setback()),
                        gone -> failed("gone", gone.setback()))
                .end();
    }

    /** Reasons are short words of ours, such as a status; answers of destinations stay here. */
    private Span failed(String outcome, Setback setback) {
        return span.setAttribute("tidegate.outcome", outcome)
                .setStatus(StatusCode.ERROR, setback.reason());
    }

    @Override
    public void notMade(Throwable cause) {
        span.setStatus(StatusCode.ERROR, cause.getClass().getSimpleName()).end();
    }
}
