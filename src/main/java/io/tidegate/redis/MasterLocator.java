package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Finds the Redis master, each time anew. For any thread. */
public interface MasterLocator {

    /**
     * What a new connection to the master is made with: its address, and all secrets as they are
     * now. Fails within a second or two if nobody knows the master, with a message for people.
     * Whether the server is a master indeed is to be asked on the connection.
     */
    Future<Located> locate();

    /**
     * Asks once more, and fails if another server has become the master since. For the time in
     * which a connection was made: a server that hung for that long wakes up as the master that it
     * was.
     */
    Future<Void> confirm(Located located);

    /**
     * Whether another server has become the master since, as far as is known. To be asked now and
     * then of a connection in use: nothing else tells of it while the old master still takes
     * commands, and what it takes is lost. No I/O, but it may begin some.
     */
    boolean isSuperseded(Located located);

    /** Who says after a write whether its server is still the master; for one event loop. */
    default MasterWatch watch() {
        return MasterWatch.NONE;
    }

    /**
     * What the configuration calls for.
     *
     * @param config a real address: not {@code embedded}, and no {@link Cluster}
     */
    static MasterLocator of(Vertx vertx, RedisConfig config) {
        var fresh = new FreshConfig(vertx, config);
        return switch (config.mode()) {
            case STANDALONE ->
                    new FixedServer(() -> fresh.get().map(it -> ClientOptions.of(it, it.uri())));
            case SENTINEL -> new Sentinels(vertx, fresh, System::nanoTime);
            case CLUSTER -> throw new IllegalArgumentException("a cluster has several masters");
        };
    }

    /**
     * A server that nothing is known about but its address.
     *
     * @param uri the address, which may hold user and password
     */
    static MasterLocator at(String uri) {
        return new FixedServer(() -> Future.succeededFuture(ClientOptions.of(uri)));
    }
}
