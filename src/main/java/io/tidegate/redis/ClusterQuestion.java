package io.tidegate.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** Asks one node for the cluster, each time on a connection of its own. */
final class ClusterQuestion {

    private static final long MOST_MILLIS = 1_000;

    private ClusterQuestion() {}

    /** What {@code node} says; fails within a second if it does not answer so. */
    static Future<ClusterAnswer> ask(Vertx vertx, RedisConfig config, Node node) {
        var options = ClientOptions.of(config, node.uri(config.isOverTls()));
        Redis client = Redis.createClient(vertx, options);
        return client.connect()
                .compose(connection -> ask(connection, node))
                .timeout(Math.min(MOST_MILLIS, config.timeout().toMillis()), MILLISECONDS)
                .eventually(client::close);
    }

    private static Future<ClusterAnswer> ask(RedisConnection connection, Node node) {
        // The futures tell of it; without a handler the library logs an error.
        connection.exceptionHandler(lost -> {});
        var state = connection.send(Request.cmd(Command.CLUSTER).arg("INFO"));
        var slots = connection.send(Request.cmd(Command.CLUSTER).arg("SLOTS"));
        return Future.all(state, slots)
                .map(both -> ClusterAnswer.of(state.result(), slots.result(), node));
    }
}
