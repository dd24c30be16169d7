package io.tidegate.store;

/** What an event is in relation to others of its dedup key. */
public enum Claim {
    /** The first of its key within the window. */
    FIRST,
    /** An event that claimed its key before and is read once more, because its worker crashed. */
    AGAIN,
    /** Another event claimed the key before, with another body. */
    CONFLICT,
    /** Another event claimed the key before: this one is settled without deliveries. */
    DUPLICATE,
    /**
     * An event that this worker does not answer for any more: nothing is claimed for it. Its master
     * may have been replaced by one that never had it.
     */
    GONE
}
