package io.tidegate.action.spi;

/**
 * What an attempt of a plug-in came to.
 *
 * @param end how it ended
 * @param reason why, for people, in a few words without secrets; empty if it was delivered
 */
public record PluginResult(End end, String reason) {

    /** How an attempt ended. */
    public enum End {
        /** The destination took it. */
        DELIVERED,
        /** It did not, and may later. */
        RETRY,
        /** No further attempt can help. */
        DEAD
    }

    /** The destination took it. */
    public static PluginResult delivered() {
        return new PluginResult(End.DELIVERED, "");
    }

    /** A failure that may pass, tried again for as long as the destination's policy allows. */
    public static PluginResult retry(String reason) {
        return new PluginResult(End.RETRY, reason);
    }

    /** A failure that no further attempt can mend. */
    public static PluginResult dead(String reason) {
        return new PluginResult(End.DEAD, reason);
    }
}
