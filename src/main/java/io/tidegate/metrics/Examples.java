package io.tidegate.metrics;

import io.prometheus.metrics.tracer.common.SpanContext;
import io.tidegate.event.Headers;
import io.tidegate.event.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * Lets timers name the trace of an event as an example of what they measured. The registry asks for
 * it on the thread that measures, and keeps few of them. Safe for any thread.
 */
public final class Examples implements SpanContext {

    private static final ThreadLocal<@Nullable TraceParent> CURRENT = new ThreadLocal<>();

    private final boolean isOn;

    private Examples(boolean isOn) {
        this.isOn = isOn;
    }

    /**
     * Examples where events are traced; elsewhere none.
     *
     * @param isOn whether the place in a trace that events carry is one of ours
     */
    public static Examples of(boolean isOn) {
        return new Examples(isOn);
    }

    /** Whether there are any. */
    boolean isOn() {
        return isOn;
    }

    /** What this thread measures until {@link #leave} is of the event with these headers. */
    void enter(Headers headers) {
        if (isOn) {
            TraceParent.of(headers).ifPresent(CURRENT::set);
        }
    }

    /** What this thread measures from now on is of no event. */
    void leave() {
        if (isOn) {
            CURRENT.remove();
        }
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        var place = CURRENT.get();
        return place == null ? null : place.traceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        var place = CURRENT.get();
        return place == null ? null : place.spanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
        var place = CURRENT.get();
        return place != null && place.isRecorded();
    }

    /** Nothing: all that is recorded is sent anyway. */
    @Override
    public void markCurrentSpanAsExemplar() {}
}
