package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;

/** Looks at a connection before it is used. */
interface Guard {

    /** Lets every connection pass. */
    Guard NONE = (node, connection) -> Future.succeededFuture(connection);

    /**
     * The connection again; fails if it is not to be used.
     *
     * @param node whom it is to; empty if there is only one
     */
    Future<RedisConnection> check(String node, RedisConnection connection);

    /** This guard, and then another. */
    default Guard and(Guard next) {
        return (node, connection) ->
                check(node, connection).compose(same -> next.check(node, same));
    }
}
