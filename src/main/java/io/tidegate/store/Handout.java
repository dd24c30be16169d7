package io.tidegate.store;

import io.tidegate.event.StoredEvent;

/**
 * An event that is handed to a worker to be delivered.
 *
 * @param event the event
 * @param isAgain whether it was handed out before, to whomever
 * @param failures how many workers before had it and ended without settling it or giving it back; 0
 *     for nearly all
 */
public record Handout(StoredEvent event, boolean isAgain, int failures) {

    public Handout {
        if (failures < 0) {
            throw new IllegalArgumentException("failures < 0: " + failures);
        }
    }

    /** An event that nobody had before. */
    public static Handout first(StoredEvent event) {
        return new Handout(event, false, 0);
    }

    /** An event that was handed out before, and failed so many workers. */
    public static Handout again(StoredEvent event, int failures) {
        return new Handout(event, true, failures);
    }
}
