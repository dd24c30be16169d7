package io.tidegate.dispatch;

import io.tidegate.action.Action;
import io.tidegate.config.DestinationConfig;
import io.tidegate.store.EventStore;

/** Makes the actions of destinations. */
@FunctionalInterface
public interface ActionMaker {

    /**
     * The action of a destination, which then belongs to the calling event loop.
     *
     * @param store the store of that event loop, for events that actions make
     */
    Action make(String name, DestinationConfig destination, EventStore store);
}
