package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.function.Function;

/** Asks a server who is in charge, on a connection that is made for it and closed again. */
final class Inquiry {

    private static final long MOST_MILLIS = 1_000;

    private Inquiry() {}

    /** What comes of {@code question}; fails within a second, or sooner if commands have less. */
    static <T> Future<T> make(
            Vertx vertx,
            RedisConfig config,
            RedisOptions options,
            Function<RedisConnection, Future<T>> question) {
        Redis client = Redis.createClient(vertx, options);
        var asked =
                client.connect()
                        // The futures tell of it; without a handler the library logs an error.
                        .onSuccess(connection -> connection.exceptionHandler(lost -> {}))
                        .compose(question);
        return Deadline.limit(vertx, Math.min(MOST_MILLIS, config.timeout().toMillis()), asked)
                .eventually(client::close);
    }
}
