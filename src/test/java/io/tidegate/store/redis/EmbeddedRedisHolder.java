package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig.Durability;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A program for tests that starts an embedded server, names its process, and stays. */
final class EmbeddedRedisHolder {

    private EmbeddedRedisHolder() {}

    /** The argument is the data folder. */
    public static void main(String[] arguments) {
        var config = new RedisConfig("embedded", Secret.NONE, Duration.ofSeconds(2), arguments[0]);
        EmbeddedRedis.start(Vertx.vertx(), config, Durability.MEMORY, System.getenv("PATH"))
                .onComplete(redis -> System.out.println("pid " + redis.pid()), System.err::println);
    }
}
