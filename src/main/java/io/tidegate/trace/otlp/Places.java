package io.tidegate.trace.otlp;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.TraceParent;

/** Places in a trace, in the words of the SDK and in those of headers. */
final class Places {

    private Places() {}

    /** What a header said, for a link. */
    static SpanContext context(TraceParent place) {
        return SpanContext.createFromRemoteParent(
                place.traceId(),
                place.spanId(),
                TraceFlags.fromByte((byte) place.flags()),
                TraceState.getDefault());
    }

    /** What a header said, for a parent. */
    static Context remote(TraceParent place) {
        return Context.root().with(Span.wrap(context(place)));
    }

    /** The place of a span. */
    static TraceParent of(Span span) {
        var context = span.getSpanContext();
        return new TraceParent(
                context.getTraceId(), context.getSpanId(), context.getTraceFlags().asByte());
    }

    /** The event with the place of a span, whose trace is the one that the event has already. */
    static Event carry(Event event, Span span) {
        return event.withHeaders(placed(event.headers(), span));
    }

    /** The event with the place of a span, and nothing left of the trace of its sender. */
    static Event carryAnew(Event event, Span span) {
        return event.withHeaders(placed(event.headers().without(TraceParent.STATE), span));
    }

    private static Headers placed(Headers headers, Span span) {
        return headers.without(TraceParent.HEADER).plus(TraceParent.HEADER, of(span).toString());
    }
}
