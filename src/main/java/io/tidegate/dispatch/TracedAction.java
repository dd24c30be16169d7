package io.tidegate.dispatch;

import io.tidegate.action.Action;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.tidegate.trace.Tracing;
import io.vertx.core.Future;

/**
 * An action each attempt of which is a span, whose place in the trace the destination is told.
 *
 * @param action what makes the attempts
 * @param tracing what makes the spans
 */
record TracedAction(Action action, Tracing tracing) implements Action {

    /** The action itself where nothing is traced. */
    static Action of(Action action, Tracing tracing) {
        return tracing.isOn() ? new TracedAction(action, tracing) : action;
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        var span = tracing.attempt(delivery);
        return action.attempt(span.carry(delivery)).onComplete(span::ended, span::notMade);
    }

    @Override
    public Future<Void> close() {
        return action.close();
    }
}
