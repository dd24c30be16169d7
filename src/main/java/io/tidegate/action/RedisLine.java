package io.tidegate.action;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One connection to a Redis server, made when it is needed and again after it broke; not more often
 * than once in a random part of a second, so that many gateways do not come back as one.
 *
 * <p>Used on the event loop that owns the action.
 */
final class RedisLine {

    private static final long MOST_PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final RedisOptions options;
    private Optional<Open> open = Optional.empty();
    private boolean isResting;

    RedisLine(Actions actions, String uri) {
        this.vertx = actions.vertx();
        this.options = options(uri, actions.ownRedis());
    }

    private static RedisOptions options(String uri, RedisConfig own) {
        var options = new RedisOptions().setMaxWaitingHandlers(10_000);
        if (!uri.isEmpty()) {
            return options.setConnectionString(uri);
        }
        if (own.password().isPresent()) {
            options.setPassword(own.password().value());
        }
        return options.setConnectionString(own.uri());
    }

    /** Sends a command; fails at once while the server was found away a moment ago. */
    Future<Response> send(Request request) {
        return connection().compose(connection -> connection.send(request));
    }

    private Future<RedisConnection> connection() {
        if (isResting) {
            return Future.failedFuture(new IOException("away"));
        }
        if (open.isEmpty()) {
            open = Optional.of(connect());
        }
        return open.orElseThrow().connection();
    }

    private Open connect() {
        // The client is kept beside its connection: unreferenced, it would be closed.
        var client = Redis.createClient(vertx, options);
        var attempt = new Open(client, client.connect());
        attempt.connection().onComplete(made -> watch(made, attempt), failure -> lost(attempt));
        return attempt;
    }

    private void watch(RedisConnection made, Open attempt) {
        // A reset calls only the first of these, a quiet close only the second.
        made.exceptionHandler(failure -> lost(attempt));
        made.endHandler(end -> lost(attempt));
    }

    private void lost(Open attempt) {
        if (open.equals(Optional.of(attempt))) {
            drop();
        }
    }

    /** Closes the connection; the next command makes a new one. Never fails. */
    Future<Void> drop() {
        var closed = open.map(Open::client).map(Redis::close);
        open = Optional.empty();
        isResting = true;
        long pause = 1 + ThreadLocalRandom.current().nextLong(MOST_PAUSE_MILLIS);
        vertx.setTimer(pause, rested -> isResting = false);
        return closed.orElseGet(Future::succeededFuture).otherwiseEmpty();
    }

    /** A client and the one connection that it was made for. */
    private record Open(Redis client, Future<RedisConnection> connection) {}
}
