package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** Asks one sentinel for the master, each time on a connection of its own. */
final class SentinelQuestion {

    private SentinelQuestion() {}

    /** What the sentinel at {@code uri} says; fails within a second if it does not know. */
    static Future<SentinelAnswer> ask(Vertx vertx, RedisConfig config, String uri) {
        var options = ClientOptions.ofSentinel(config, uri);
        return Inquiry.make(vertx, config, options, it -> ask(it, config.master()));
    }

    /** The same on a connection that is there; may wait for ever. */
    static Future<SentinelAnswer> ask(RedisConnection connection, String master) {
        var state = connection.send(sentinel("MASTER", master));
        // As soon as a replica has been promoted this names it; the state does so some time later.
        var address = connection.send(sentinel("GET-MASTER-ADDR-BY-NAME", master));
        return Future.all(state, address)
                .map(both -> SentinelAnswer.of(state.result(), address.result()));
    }

    private static Request sentinel(String question, String master) {
        return Request.cmd(Command.SENTINEL).arg(question).arg(master);
    }
}
