package io.tidegate.redis;

import io.tidegate.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A configuration whose secrets are read again before each use, if they lie in files. */
final class FreshConfig {

    private final Vertx vertx;

    /** As it was read last: a file that is gone for a moment does not bring back an old secret. */
    private volatile RedisConfig last;

    FreshConfig(Vertx vertx, RedisConfig first) {
        this.vertx = vertx;
        last = first;
    }

    /** The configuration as it is now; fails if the files do not fit each other. */
    Future<RedisConfig> get() {
        return last.isRenewable()
                ? vertx.executeBlocking(this::renew, false)
                : Future.succeededFuture(last);
    }

    /** The configuration as it was read last. No I/O. */
    RedisConfig last() {
        return last;
    }

    private RedisConfig renew() {
        RedisConfig renewed = last.renewed();
        last = renewed;
        return renewed;
    }
}
