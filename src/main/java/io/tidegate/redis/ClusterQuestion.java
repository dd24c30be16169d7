package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** Asks one node for the cluster, each time on a connection of its own. */
final class ClusterQuestion {

    private ClusterQuestion() {}

    /** What {@code node} says; fails within a second if it does not answer so. */
    static Future<ClusterAnswer> ask(Vertx vertx, RedisConfig config, Node node) {
        var options = ClientOptions.of(config, node.uri(config.isOverTls()));
        return Inquiry.make(vertx, config, options, it -> ask(it, node));
    }

    private static Future<ClusterAnswer> ask(RedisConnection connection, Node node) {
        var state = connection.send(Request.cmd(Command.CLUSTER).arg("INFO"));
        var slots = connection.send(Request.cmd(Command.CLUSTER).arg("SLOTS"));
        return Future.all(state, slots)
                .map(both -> ClusterAnswer.of(state.result(), slots.result(), node));
    }
}
