package io.tidegate.lab;

import io.tidegate.testing.RedisCluster;
import io.tidegate.testing.RedisServer;
import java.util.List;

/** Three masters that share the events, and a replica of each. Gateways reach them directly. */
final class ClusterServers implements Servers {

    private final RedisCluster cluster;

    ClusterServers(Level level) {
        cluster = new RedisCluster(1, level.serverOptions());
        cluster.start();
    }

    @Override
    public RedisServer master() {
        throw new UnsupportedOperationException("there are several masters here");
    }

    @Override
    public List<RedisServer> masters() {
        return cluster.masters();
    }

    @Override
    public RedisCluster cluster() {
        return cluster;
    }

    @Override
    public String settings(int gateway) {
        return cluster.settings();
    }

    @Override
    public List<String> secrets() {
        return cluster.secrets();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
