package io.tidegate.store.redis;

import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.vertx.core.Promise;
import java.util.Optional;

/**
 * An event on its way into a stream.
 *
 * @param squeezed its body made smaller, if that was worth it
 * @param shard the number of the stream
 * @param stream its key
 * @param stored comes to its id
 * @param detours how often it was refused by a node that does not have the stream
 */
record Append(
        Event event,
        Optional<byte[]> squeezed,
        int shard,
        String stream,
        Promise<EventId> stored,
        int detours) {

    /** The same, sent to another node. */
    Append again() {
        return new Append(event, squeezed, shard, stream, stored, detours + 1);
    }

    int bytes() {
        return event.body().length;
    }
}
