package io.tidegate.store;

import io.tidegate.event.StoredEvent;

/**
 * An event that is handed to a worker to be delivered.
 *
 * @param event the event
 * @param failures how many workers before had it and ended without settling it or giving it back; 0
 *     for nearly all
 */
public record Handout(StoredEvent event, int failures) {

    public Handout {
        if (failures < 0) {
            throw new IllegalArgumentException("failures < 0: " + failures);
        }
    }
}
