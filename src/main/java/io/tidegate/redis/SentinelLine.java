package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.Optional;

/** A connection to one sentinel, kept for the next question. Owned by one event loop. */
final class SentinelLine {

    /** Two round trips and a tick of a busy sentinel, many times over. */
    private static final long MOST_MILLIS = 500;

    private final Vertx vertx;
    private final FreshConfig config;
    private final String uri;
    private Optional<Redis> client = Optional.empty();
    private Optional<RedisConnection> connection = Optional.empty();
    private Optional<Future<RedisConnection>> connecting = Optional.empty();
    private boolean isMissing;

    SentinelLine(Vertx vertx, FreshConfig config, String uri) {
        this.vertx = vertx;
        this.config = config;
        this.uri = uri;
    }

    /** Whether it could not be reached, or did not answer in time, when it was asked last. */
    boolean isMissing() {
        return isMissing;
    }

    /** What it says; fails within a second. Connects first if need be. */
    Future<SentinelAnswer> ask() {
        return connection
                .map(this::ask)
                .orElseGet(() -> connecting.orElseGet(this::connect).compose(this::ask));
    }

    private Future<SentinelAnswer> ask(RedisConnection open) {
        return Deadline.limit(
                        vertx, MOST_MILLIS, SentinelQuestion.ask(open, config.last().master()))
                .onSuccess(answer -> isMissing = false)
                .onFailure(failure -> miss());
    }

    private void miss() {
        isMissing = true;
        drop();
    }

    private Future<RedisConnection> connect() {
        var attempt =
                Deadline.limit(vertx, MOST_MILLIS, config.get().compose(now -> open(options(now))))
                        .onFailure(failure -> rest());
        connecting = Optional.of(attempt);
        return attempt;
    }

    /** One that is not there is not looked for at every question. */
    private void rest() {
        miss();
        vertx.setTimer(MOST_MILLIS, over -> connecting = Optional.empty());
    }

    private RedisOptions options(RedisConfig now) {
        return ClientOptions.ofSentinel(now, uri);
    }

    private Future<RedisConnection> open(RedisOptions options) {
        var made = Redis.createClient(vertx, options);
        client = Optional.of(made);
        return made.connect().map(it -> opened(made, it));
    }

    private RedisConnection opened(Redis made, RedisConnection open) {
        open.exceptionHandler(lost -> drop());
        open.endHandler(end -> drop());
        if (client.filter(it -> it == made).isEmpty()) {
            // It came too late.
            made.close();
        } else {
            connecting = Optional.empty();
            connection = Optional.of(open);
        }
        return open;
    }

    private void drop() {
        connection = Optional.empty();
        client.ifPresent(Redis::close);
        client = Optional.empty();
    }

    void close() {
        drop();
    }
}
