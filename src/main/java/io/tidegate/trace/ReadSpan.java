package io.tidegate.trace;

import io.tidegate.event.StoredEvent;

/** An event that was read, until all its deliveries are delivered, parked or buried. */
public interface ReadSpan {

    /** The event with its place in the trace. */
    StoredEvent carry(StoredEvent event);

    /** Ends it. */
    void end();
}
