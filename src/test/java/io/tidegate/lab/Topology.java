package io.tidegate.lab;

import io.vertx.core.Vertx;
import java.util.Random;

/** Which servers stand behind the gateways. */
enum Topology {
    /** One, and a proxy before it. */
    STANDALONE,
    /** The same, on a machine that can fail. */
    FRAIL,
    /** A master, two replicas and three sentinels. */
    SENTINEL,
    /** The same, with the first gateway where it can be cut off from the sentinels. */
    DIVISIBLE,
    /** Three masters with a replica each. */
    CLUSTER;

    /** Starts them, as the level needs them. */
    Servers start(Vertx vertx, Random random, Level level) {
        return switch (this) {
            case STANDALONE -> new LoneServer(vertx, random, level, Machine.SOUND);
            case FRAIL -> new LoneServer(vertx, random, level, Machine.frail());
            case SENTINEL -> new SentinelServers(level);
            case DIVISIBLE -> SentinelServers.divisible(vertx, random, level);
            case CLUSTER -> new ClusterServers(level);
        };
    }

    boolean isReplicated() {
        return this == SENTINEL || this == DIVISIBLE || this == CLUSTER;
    }
}
