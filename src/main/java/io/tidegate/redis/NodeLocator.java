package io.tidegate.redis;

import io.vertx.core.Future;

/**
 * One node of a cluster, for as long as that is a master.
 *
 * @param cluster what it belongs to
 * @param config its users and certificates
 * @param node where it is
 */
record NodeLocator(Cluster cluster, FreshConfig config, Node node) implements MasterLocator {

    @Override
    public Future<Located> locate() {
        cluster.lookIfDue();
        return config.get()
                .map(now -> ClientOptions.of(now, node.uri(now.isOverTls())))
                .map(options -> new Located(options, 0));
    }

    @Override
    public Future<Void> confirm(Located located) {
        return cluster.look()
                .compose(
                        looked ->
                                cluster.isMaster(node)
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(Located.SUPERSEDED));
    }

    @Override
    public boolean isSuperseded(Located located) {
        cluster.lookIfDue();
        return !cluster.isMaster(node);
    }
}
