package io.tidegate.trace;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import java.util.Optional;

/** A genuine request until it is answered. To be ended once, by one of the last two. */
public interface ArrivalSpan {

    /** The event with its place in the trace. */
    Event carry(Event event);

    /** It is stored, or kept without an id, and will be answered with this status. */
    void kept(Optional<EventId> id, int status);

    /** It was not stored. */
    void notStored(Throwable cause);
}
