package io.tidegate.action;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * One connection to a Redis server, made when it is needed and again after it broke.
 *
 * <p>Used on the event loop that owns the action.
 */
final class RedisLine {

    private final Vertx vertx;
    private final RedisOptions options;
    private final long limitMillis;
    private final Line<Open> line;

    /**
     * A line that is not connected.
     *
     * @param uri the server; empty for the gateway's own
     * @param limit how long connecting and each command may take
     */
    RedisLine(Actions actions, String uri, Duration limit) {
        this.vertx = actions.vertx();
        this.limitMillis = limit.toMillis();
        this.options = options(uri, actions.ownRedis());
        this.line = new Line<>(vertx, this::connect, open -> open.client().close());
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
        return line.connection().compose(open -> send(request, open));
    }

    private Future<Response> send(Request request, Open open) {
        return open.connection()
                .send(request)
                .timeout(limitMillis, MILLISECONDS)
                .onFailure(cause -> loseIfLate(open, cause));
    }

    /** After the time is up nothing on this connection can be trusted to answer in order. */
    private void loseIfLate(Open open, Throwable cause) {
        if (cause instanceof TimeoutException) {
            line.lose(open, cause);
        }
    }

    private Future<Open> connect() {
        // The client is kept beside its connection: unreferenced, it would be closed.
        var client = Redis.createClient(vertx, options);
        return client.connect()
                .timeout(limitMillis, MILLISECONDS)
                .map(connection -> watched(new Open(client, connection)))
                .onFailure(cause -> client.close());
    }

    private Open watched(Open open) {
        // A reset calls only the first of these, a quiet close only the second.
        open.connection().exceptionHandler(cause -> line.lose(open, cause));
        open.connection().endHandler(end -> line.lose(open, new IOException("closed")));
        return open;
    }

    /** Hangs up; never fails. */
    Future<Void> close() {
        return line.close();
    }

    /** A client and the one connection that it was made for. */
    private record Open(Redis client, RedisConnection connection) {}
}
