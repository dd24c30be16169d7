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
    SENTINEL;

    /** Starts them, as the level needs them. */
    Servers start(Vertx vertx, Random random, Level level) {
        return switch (this) {
            case STANDALONE -> new LoneServer(vertx, random, level, Machine.SOUND);
            case FRAIL -> new LoneServer(vertx, random, level, Machine.frail());
            case SENTINEL -> new SentinelServers(level);
        };
    }

    boolean isReplicated() {
        return this == SENTINEL;
    }
}
