package io.tidegate.event;

/**
 * One event owed to one destination, at one of its attempts.
 *
 * @param stored the event
 * @param destination the name of the configured destination
 * @param payload the bytes to send: the event's own body, or what a transform made of it
 * @param attempt which attempt this is, from 1; 0 while none was made
 */
public record Delivery(StoredEvent stored, String destination, byte[] payload, int attempt) {

    public Delivery {
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt < 0: " + attempt);
        }
    }

    /**
     * Whether the payload was made by a transform, so that the body's content type does not hold.
     */
    public boolean isTransformed() {
        return payload != stored.event().body();
    }

    /** The id of the event. */
    public EventId id() {
        return stored.id();
    }

    /** The same delivery, one attempt later. */
    public Delivery next() {
        return new Delivery(stored, destination, payload, attempt + 1);
    }

    /** The same delivery as if no attempt had been made. */
    public Delivery anew() {
        return new Delivery(stored, destination, payload, 0);
    }

    @Override
    public String toString() {
        return stored.id() + " to " + destination + ", attempt " + attempt;
    }
}
