package io.tidegate.lab;

import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisGroup;
import io.tidegate.testing.RedisServer;
import java.util.List;

/** The Redis servers of a site, which are at work when this is made. */
interface Servers extends AutoCloseable {

    /** The one that has the events just now. */
    RedisServer master();

    /** Those that have events just now, which are several in a cluster only. */
    default List<RedisServer> masters() {
        return List.of(master());
    }

    /**
     * How a gateway finds it: lines of a configuration.
     *
     * @param gateway its number, from 0
     */
    String settings(int gateway);

    /** Passwords that must be in no log. */
    List<String> secrets();

    /** What stands between the gateways and the server. */
    default FaultProxy proxy() {
        throw new UnsupportedOperationException("nothing stands in between here");
    }

    /** The master, its replicas and those who watch over them. */
    default RedisGroup group() {
        throw new UnsupportedOperationException("one server is no group");
    }

    /** Masters that share the events, each with a replica. */
    default RedisCluster cluster() {
        throw new UnsupportedOperationException("this is no cluster");
    }

    /** What the server, and the gateways, run on. */
    default Machine machine() {
        return Machine.SOUND;
    }

    /** Cuts the master off from everybody but the first gateway, and that from everybody else. */
    default void cutOffMaster() {
        throw new UnsupportedOperationException("nobody else is here");
    }

    /** Mends it: that server is one of them again. */
    default void join(RedisServer server) {
        throw new UnsupportedOperationException("nobody else is here");
    }

    @Override
    void close();
}
