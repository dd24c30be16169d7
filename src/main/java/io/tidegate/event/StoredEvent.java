package io.tidegate.event;

/**
 * An event and the id that the store gave it.
 *
 * @param id its name and address
 * @param event what was stored
 */
public record StoredEvent(EventId id, Event event) {

    @Override
    public String toString() {
        return id + " " + event;
    }
}
