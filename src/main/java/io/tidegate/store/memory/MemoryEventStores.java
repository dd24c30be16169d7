package io.tidegate.store.memory;

import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Event stores over one memory that is gone with the process; the readable definition of what an
 * event store does.
 */
public final class MemoryEventStores implements EventStores {

    private final Vertx vertx;
    private final Duration lease;
    private final Memory memory;

    /** An empty memory; {@code clock} is the store's own clock, for ids, leases and ages. */
    public MemoryEventStores(Vertx vertx, StoreConfig config, InstantSource clock) {
        this(vertx, config, Set.of(), clock);
    }

    /**
     * The same.
     *
     * @param inOrder sources of which all events are in one shard, so that they are read in order
     */
    public MemoryEventStores(
            Vertx vertx, StoreConfig config, Set<String> inOrder, InstantSource clock) {
        this.vertx = vertx;
        this.lease = config.lease();
        this.memory = new Memory(config, inOrder, clock);
    }

    @Override
    public EventStore open() {
        return new MemoryEventStore(vertx, memory, lease);
    }
}
