package io.tidegate.store;

/** Opens event stores, one for each event loop that needs one. */
@FunctionalInterface
public interface EventStores {

    /**
     * Opens a store for the event loop of the calling verticle. Does not wait for the server: until
     * the store {@linkplain EventStore#isUsable() is usable} its methods fail.
     */
    EventStore open();
}
