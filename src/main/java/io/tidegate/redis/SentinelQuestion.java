package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;

/** Asks one sentinel for the master, each time on a connection of its own. */
final class SentinelQuestion {

    private static final long MOST_MILLIS = 1_000;

    private SentinelQuestion() {}

    /** What the sentinel at {@code uri} says; fails within a second if it does not know. */
    static Future<SentinelAnswer> ask(Vertx vertx, RedisConfig config, String uri) {
        Redis client = Redis.createClient(vertx, ClientOptions.ofSentinel(config, uri));
        var asked =
                client.connect()
                        // The futures tell of it; without a handler the library logs an error.
                        .onSuccess(connection -> connection.exceptionHandler(lost -> {}))
                        .compose(connection -> ask(connection, config.master()));
        return Deadline.limit(vertx, Math.min(MOST_MILLIS, config.timeout().toMillis()), asked)
                .eventually(client::close);
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
