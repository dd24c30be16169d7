package io.tidegate.config;

/**
 * Where destinations over HTTP may be. Addresses are checked when a connection is made, whatever
 * names resolve to by then.
 *
 * @param reach which addresses may be connected to; default private. Link-local addresses and those
 *     where clouds hand out metadata and credentials are never connected to
 */
public record OutboundConfig(@Default("private") Reach reach) {

    /** How far connections may go. */
    public enum Reach {
        /** The internet only. */
        PUBLIC,
        /** The internet, private networks and this machine. */
        PRIVATE
    }
}
