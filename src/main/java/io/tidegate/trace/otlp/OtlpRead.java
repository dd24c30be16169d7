package io.tidegate.trace.otlp;

import io.opentelemetry.api.trace.Span;
import io.tidegate.event.StoredEvent;
import io.tidegate.trace.ReadSpan;

/** The span of an event that was read. */
record OtlpRead(Span span) implements ReadSpan {

    @Override
    public StoredEvent carry(StoredEvent event) {
        return new StoredEvent(event.id(), Places.carry(event.event(), span));
    }

    @Override
    public void end() {
        span.end();
    }
}
