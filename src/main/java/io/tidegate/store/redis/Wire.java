package io.tidegate.store.redis;

import io.tidegate.redis.Located;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis master, from connect to loss. It has what the client library lacks: a
 * deadline for every command, a heartbeat, and word of whether a failed command was sent. Owned by
 * one event loop.
 */
final class Wire {

    /** Below the library's own bound of 2048, so that it is always we who refuse. */
    static final int MOST_OUTSTANDING = 2_000;

    /** How the failure begins that tells of a server of another role. */
    static final String NO_MASTER = "no master but a ";

    /** For how long most connections may be quiet before it is tried whether they are alive. */
    static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(1);

    private static final int CHECKS_PER_LIMIT = 10;

    /** Sentinels promote a replica some tenths of a second after they have begun to. */
    private static final long MOST_PAUSE_MILLIS = 50;

    private static final String NOT_CONNECTED = "Connection is closed";

    /**
     * What looks like an error reply but was made by the library, for whoever was waiting when the
     * socket closed or something came that is no reply.
     */
    private static final Pattern NO_ANSWER =
            Pattern.compile("CONNECTION_CLOSED|ILLEGAL_STATE|Invalid ");

    private static final String QUEUE_FULL = "Redis waiting queue is full";

    private final Vertx vertx;
    private final Redis client;
    private final RedisConnection connection;
    private final long limitNanos;
    private final long heartbeatNanos;
    private final ArrayDeque<Long> sentNanos = new ArrayDeque<>();
    private final Consumer<String> onLost;
    private final long pauseMillis;
    private @Nullable Long suspect;
    private long timer;
    private long quietSinceNanos = System.nanoTime();
    private boolean isOpen = true;
    private BooleanSupplier isSuperseded = () -> false;
    private Supplier<Future<Void>> affirmation = Future::succeededFuture;

    private Wire(
            Vertx vertx,
            Redis client,
            RedisConnection connection,
            Duration limit,
            Duration heartbeat,
            Consumer<String> onLost) {
        this.vertx = vertx;
        this.client = client;
        this.connection = connection;
        this.limitNanos = limit.toNanos();
        this.heartbeatNanos = heartbeat.toNanos();
        this.onLost = onLost;
        long part = limit.toMillis() / CHECKS_PER_LIMIT;
        this.pauseMillis = Math.max(1, Math.min(MOST_PAUSE_MILLIS, part));
        this.timer = vertx.setTimer(pauseMillis, tick -> check());
        // On a reset only the first of these is called, on a close only the second.
        connection.exceptionHandler(failure -> lose(failure.toString()));
        connection.endHandler(end -> lose("closed by the server"));
        // One reply too many: which of those before was it that had no command?
        connection.handler(reply -> lose("a reply to no command"));
    }

    /**
     * Connects, and fails within {@code limit} unless a master answers that has read all its data.
     *
     * @param limit how long a command may take
     * @param heartbeat says once it is connected for how long it may be quiet before it is tried
     *     whether it is alive
     * @param guard looks at the connection first, and fails if it is not to be used
     * @param onLost called once with the reason when the connection is gone, unless closed by us
     */
    static Future<Wire> connect(
            Vertx vertx,
            RedisOptions options,
            Duration limit,
            Supplier<Duration> heartbeat,
            Function<RedisConnection, Future<RedisConnection>> guard,
            Consumer<String> onLost) {
        // A client for each connection: its pool would keep a connection open that we give up.
        Redis client = Redis.createClient(vertx, options);
        return client.connect()
                .compose(Wire::checkMaster)
                .compose(guard)
                .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .map(
                        connection ->
                                new Wire(vertx, client, connection, limit, heartbeat.get(), onLost))
                .onFailure(failure -> client.close());
    }

    private static Future<RedisConnection> checkMaster(RedisConnection connection) {
        connection.exceptionHandler(failure -> {});
        return connection
                .send(Request.cmd(Command.ROLE))
                .compose(
                        role ->
                                roleOf(role).equals("master")
                                        ? connection.send(ping())
                                        : Future.failedFuture(NO_MASTER + roleOf(role)))
                .map(connection);
    }

    private static String roleOf(Response role) {
        return role.get(0).toString();
    }

    private static Request ping() {
        return Request.cmd(Command.PING);
    }

    /**
     * This connection, which is given up as soon as the server is found not to be the one to speak
     * with any more.
     *
     * @param isSuperseded asked several times within the limit of a command; no I/O
     */
    Wire unless(BooleanSupplier isSuperseded) {
        this.isSuperseded = isSuperseded;
        return this;
    }

    /** This connection, of which {@code affirmation} finds out whether it leads to the master. */
    Wire affirmedBy(Supplier<Future<Void>> newAffirmation) {
        affirmation = newAffirmation;
        return this;
    }

    /**
     * Completes if the server is still the master, asked now; fails with {@link
     * StoreException#isUnknown()} if not or if nobody knows. One that was replaced is left.
     */
    Future<Void> affirm() {
        return affirmation.get().onFailure(this::leaveSuperseded).recover(Wire::unaffirmed);
    }

    /** The same, but completes too if nobody knows. */
    Future<Void> affirmIfKnown() {
        return affirm().recover(
                        unknown ->
                                isOpen ? Future.succeededFuture() : Future.failedFuture(unknown));
    }

    private void leaveSuperseded(Throwable failure) {
        if (Located.SUPERSEDED.equals(failure.getMessage())) {
            lose(Located.SUPERSEDED);
        }
    }

    private static Future<Void> unaffirmed(Throwable failure) {
        return Future.failedFuture(
                StoreException.unknown("not confirmed: " + failure.getMessage()));
    }

    /** The reply, or a failure that says whether the command may have been executed. */
    Future<Response> send(Request request) {
        if (!isOpen) {
            return Future.failedFuture(StoreException.notDone("not connected to redis"));
        }
        if (sentNanos.size() >= MOST_OUTSTANDING) {
            return Future.failedFuture(StoreException.notDone("too many commands wait for redis"));
        }
        sentNanos.add(System.nanoTime());
        return connection.send(request).onComplete(reply -> answered()).recover(this::explain);
    }

    private void answered() {
        sentNanos.poll();
        quietSinceNanos = System.nanoTime();
    }

    private Future<Response> explain(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("READONLY")) {
            lose("the server is no master any more");
        } else if (message.startsWith("NOAUTH") || message.startsWith("WRONGPASS")) {
            // The next connection reads the password again.
            lose("the server does not know us any more");
        }
        boolean isNotDone =
                isAnswer(failure) || message.equals(NOT_CONNECTED) || message.equals(QUEUE_FULL);
        return Future.failedFuture(
                isNotDone ? StoreException.notDone(message) : StoreException.unknown(message));
    }

    /** Whether the server itself has refused the command, so that the connection is well. */
    static boolean isAnswer(Throwable failure) {
        return failure instanceof Response
                && !NO_ANSWER.matcher(String.valueOf(failure.getMessage())).lookingAt();
    }

    /** Replies come in order, so the oldest command is the first to be late. */
    private void check() {
        Long oldest = sentNanos.peek();
        long now = System.nanoTime();
        if (isSuperseded.getAsBoolean()) {
            lose(Located.SUPERSEDED);
        } else if (oldest != null && now - oldest > limitNanos) {
            suspectOrLose(oldest);
        } else if (oldest == null && now - quietSinceNanos > heartbeatNanos) {
            send(ping()).onFailure(failure -> lose("the heartbeat failed"));
        }
        if (isOpen) {
            timer = vertx.setTimer(pauseMillis, tick -> check());
        }
    }

    /**
     * Late twice is lost. Once may be our own fault: when the event loop was held up, the reply
     * lies in the socket and is read before the next check.
     */
    private void suspectOrLose(Long oldest) {
        if (oldest.equals(suspect)) {
            lose("no answer in time");
        }
        suspect = oldest;
    }

    /** Closing the socket fails whatever is outstanding: an answer could only come too late. */
    void lose(String reason) {
        if (isOpen) {
            close();
            onLost.accept(reason);
        }
    }

    /** Closes the connection; outstanding commands fail as unknown. */
    Future<Void> close() {
        isOpen = false;
        vertx.cancelTimer(timer);
        return client.close().otherwiseEmpty();
    }
}
