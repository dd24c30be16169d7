package io.tidegate.ingress;

import io.tidegate.metrics.DoorMeters;
import io.tidegate.store.EventStore;
import io.tidegate.trace.Tracing;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all requests of one event loop share.
 *
 * @param admission the limits of the whole port
 * @param office who does what this event loop must not
 * @param store where events go; of this event loop
 * @param patience who has events stored there
 * @param meters what is counted of the whole port
 * @param clock the time of day, for when an event was received
 * @param nanoTime the time that never jumps, for how long things take
 * @param log where refusals are written down
 * @param tracing what makes spans of requests
 */
record Desk(
        Admission admission,
        BackOffice office,
        EventStore store,
        Patience patience,
        DoorMeters meters,
        InstantSource clock,
        LongSupplier nanoTime,
        RequestLog log,
        Tracing tracing) {

    long now() {
        return nanoTime.getAsLong();
    }
}
