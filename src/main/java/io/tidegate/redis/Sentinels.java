package io.tidegate.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.List;

/**
 * Sentinels, all of which are asked at once for the master. What the one with the newest
 * configuration says counts: one that was cut off from the others still names the old master. No
 * majority is asked for, so that two dead sentinels of three do not keep us from a master that
 * lives.
 */
final class Sentinels implements MasterLocator {

    private static final long MOST_MILLIS = 1_000;

    private final Vertx vertx;
    private final FreshConfig config;

    Sentinels(Vertx vertx, FreshConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    @Override
    public Future<RedisOptions> locate() {
        return config.get().compose(this::askAll);
    }

    private Future<RedisOptions> askAll(RedisConfig now) {
        List<Future<SentinelAnswer>> asked = now.uris().stream().map(uri -> ask(now, uri)).toList();
        return Future.join(asked)
                .transform(
                        all ->
                                SentinelAnswer.newest(answers(asked))
                                        .map(it -> Future.succeededFuture(options(now, it)))
                                        .orElseGet(() -> nobodyKnows(now, asked)));
    }

    private static List<SentinelAnswer> answers(List<Future<SentinelAnswer>> asked) {
        return asked.stream().filter(Future::succeeded).map(Future::result).toList();
    }

    private static RedisOptions options(RedisConfig config, SentinelAnswer newest) {
        String scheme = config.isOverTls() ? "rediss://" : "redis://";
        return ClientOptions.of(config, scheme + newest.address());
    }

    private static Future<RedisOptions> nobodyKnows(
            RedisConfig config, List<Future<SentinelAnswer>> asked) {
        var reasons = asked.stream().map(it -> it.cause().getMessage()).distinct().toList();
        return Future.failedFuture(
                "no sentinel names a master '" + config.master() + "': " + reasons);
    }

    private Future<SentinelAnswer> ask(RedisConfig now, String uri) {
        Redis client = Redis.createClient(vertx, ClientOptions.ofSentinel(now, uri));
        return client.connect()
                .compose(connection -> ask(connection, now.master()))
                .timeout(Math.min(MOST_MILLIS, now.timeout().toMillis()), MILLISECONDS)
                .eventually(client::close);
    }

    private static Future<SentinelAnswer> ask(RedisConnection connection, String master) {
        // The futures tell of it; without a handler the library logs an error.
        connection.exceptionHandler(lost -> {});
        var state = connection.send(sentinel("MASTER", master));
        // Towards the end of a failover this is right sooner than the state is.
        var address = connection.send(sentinel("GET-MASTER-ADDR-BY-NAME", master));
        return Future.all(state, address)
                .map(both -> SentinelAnswer.of(state.result(), address.result()));
    }

    private static Request sentinel(String question, String master) {
        return Request.cmd(Command.SENTINEL).arg(question).arg(master);
    }
}
