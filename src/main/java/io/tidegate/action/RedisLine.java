package io.tidegate.action;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidegate.redis.Located;
import io.tidegate.redis.MasterLocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
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

    private static final int MOST_WAITING = 10_000;

    private final Vertx vertx;
    private final MasterLocator locator;
    private final long limitMillis;
    private final Line<Open> line;

    /**
     * A line that is not connected.
     *
     * @param locator says where the server is
     * @param limit how long connecting and each command may take
     */
    RedisLine(Vertx vertx, MasterLocator locator, Duration limit) {
        this.vertx = vertx;
        this.limitMillis = limit.toMillis();
        this.locator = locator;
        this.line = new Line<>(vertx, this::connect, open -> open.client().close());
    }

    /** Sends a command; fails at once while the server was found away a moment ago. */
    Future<Response> send(Request request) {
        return line.connection().compose(open -> send(request, open));
    }

    /** Sends a command for a slot that is still on its way to this server. */
    Future<Response> sendAsking(Request request) {
        return line.connection()
                .compose(
                        open -> {
                            // What the command itself comes to tells of this too.
                            send(Request.cmd(Command.ASKING), open).otherwiseEmpty();
                            return send(request, open);
                        });
    }

    private Future<Response> send(Request request, Open open) {
        if (locator.isSuperseded(open.master())) {
            var cause = new IOException(Located.SUPERSEDED);
            line.lose(open, cause);
            return Future.failedFuture(cause);
        }
        return open.connection()
                .send(request)
                .timeout(limitMillis, MILLISECONDS)
                .onFailure(cause -> loseIfUseless(open, cause));
    }

    /**
     * After the time is up nothing on this connection can be trusted to answer in order, and one to
     * a master of former times takes nothing.
     */
    private void loseIfUseless(Open open, Throwable cause) {
        boolean isDemoted = String.valueOf(cause.getMessage()).startsWith("READONLY");
        if (isDemoted || cause instanceof TimeoutException) {
            line.lose(open, cause);
        }
    }

    private Future<Open> connect() {
        return locator.locate().compose(this::connect);
    }

    private Future<Open> connect(Located master) {
        var options = master.options().setMaxWaitingHandlers(MOST_WAITING);
        // The client is kept beside its connection: unreferenced, it would be closed.
        var client = Redis.createClient(vertx, options);
        return client.connect()
                .timeout(limitMillis, MILLISECONDS)
                .map(connection -> watched(new Open(client, connection, master)))
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

    /** A client, the one connection that it was made for, and whom that is to. */
    private record Open(Redis client, RedisConnection connection, Located master) {}
}
