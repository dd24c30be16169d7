package io.tidegate.action;

import io.tidegate.config.RedisConfig;
import io.tidegate.redis.Cluster;
import io.tidegate.redis.MasterLocator;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;

/** What leads to a Redis: a line to one server, or to each master of a cluster. */
interface RedisLines {

    /** Sends a command for this key, or channel; fails at once while its server is away. */
    Future<Response> send(String key, Request request);

    /** Hangs up; never fails. */
    Future<Void> close();

    /**
     * Lines that are not connected.
     *
     * @param uri the server; empty for the gateway's own Redis
     * @param limit how long connecting and each command may take
     */
    static RedisLines of(Actions actions, String uri, Duration limit) {
        var vertx = actions.vertx();
        if (!uri.isEmpty()) {
            return one(new RedisLine(vertx, MasterLocator.at(uri), limit));
        }
        RedisConfig own = actions.ownRedis();
        return own.mode() == RedisConfig.Mode.CLUSTER
                ? new ClusterLines(vertx, Cluster.of(vertx, own), limit)
                : one(new RedisLine(vertx, MasterLocator.of(vertx, own), limit));
    }

    private static RedisLines one(RedisLine line) {
        return new RedisLines() {
            @Override
            public Future<Response> send(String key, Request request) {
                return line.send(request);
            }

            @Override
            public Future<Void> close() {
                return line.close();
            }
        };
    }
}
