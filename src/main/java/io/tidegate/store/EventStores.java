package io.tidegate.store;

import java.util.List;

/** Opens event stores, one for each event loop that needs one. */
@FunctionalInterface
public interface EventStores {

    /**
     * Opens a store for the event loop of the calling verticle. Does not wait for the server: until
     * the store {@linkplain EventStore#isUsable() is usable} its methods fail.
     */
    EventStore open();

    /** Where events are kept, in a word or two: {@code memory}, {@code redis cluster}. */
    default String backend() {
        return "memory";
    }

    /** What was found out about the server when a store last connected; empty before. No I/O. */
    default List<Finding> findings() {
        return List.of();
    }
}
