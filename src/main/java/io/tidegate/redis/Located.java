package io.tidegate.redis;

import io.vertx.redis.client.RedisOptions;

/**
 * Where a master was found.
 *
 * @param options what a connection to it is made with
 * @param epoch the number of the configuration that named it; 0 where nothing counts them
 */
public record Located(RedisOptions options, long epoch) {

    /** What is said of a server that was the master. */
    public static final String SUPERSEDED = "another server is the master now";

    /** Whether {@code answer} is as new, and names another server or is about to. */
    boolean isSupersededBy(SentinelAnswer answer) {
        return isAt(answer)
                ? answer.isHandingOver() && answer.epoch() >= epoch
                : answer.epoch() > epoch;
    }

    /** Whether {@code answer} names this server. */
    boolean isAt(SentinelAnswer answer) {
        return options.getEndpoint().endsWith("/" + answer.address());
    }

    /** Whether both are at one address. */
    boolean isSameServerAs(Located other) {
        return options.getEndpoint().equals(other.options.getEndpoint());
    }

    /** Whether both are at one address, by the same configuration. */
    public boolean isSameMasterAs(Located other) {
        return isSameServerAs(other) && epoch == other.epoch;
    }
}
