package io.tidegate.store.redis;

import java.util.Locale;

/** What a link to Redis is for. */
public enum LinkPurpose {
    /** Appends. */
    COMMIT,
    /** Reads that wait for events. */
    READ,
    /** All other commands of a store. */
    REST,
    /** Secrets that senders have told. */
    SECRETS,
    /** A look at the server, at the start or for a person. */
    CHECK;

    /**
     * Whether its commands wait. A cluster's node waits for keys of one slot only, so that each key
     * needs a connection of its own there.
     */
    boolean isBlocking() {
        return this == READ;
    }

    /** How logs and meters name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
