package io.tidegate.trace;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Outcome;
import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import java.util.Optional;

/** Tracing that is off, and every span of it. */
enum NoTracing implements Tracing, ArrivalSpan, ReadSpan, AttemptSpan {
    INSTANCE;

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public ArrivalSpan arrival(String source, InboundRequest request, boolean isTrusted) {
        return this;
    }

    @Override
    public ReadSpan read(StoredEvent event) {
        return this;
    }

    @Override
    public AttemptSpan attempt(Delivery delivery) {
        return this;
    }

    @Override
    public Event carry(Event event) {
        return event;
    }

    @Override
    public StoredEvent carry(StoredEvent event) {
        return event;
    }

    @Override
    public Delivery carry(Delivery delivery) {
        return delivery;
    }

    @Override
    public void kept(Optional<EventId> id, int status) {}

    @Override
    public void notStored(Throwable cause) {}

    @Override
    public void ended(Outcome outcome) {}

    @Override
    public void notMade(Throwable cause) {}

    @Override
    public void end() {}

    @Override
    public Future<Void> stop() {
        return Future.succeededFuture();
    }
}
