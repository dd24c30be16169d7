package io.tidegate.store.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * Where a command is sent again that somebody has refused.
 *
 * @param link to whom
 * @param isAsking whether the slot is still on its way there, so that each command has to say that
 *     it knows
 */
record Detour(RedisLink link, boolean isAsking) {

    /** The straight way. */
    static Detour to(RedisLink link) {
        return new Detour(link, false);
    }

    /** The reply of whoever is there; fails with StoreException. */
    Future<Response> send(Request request) {
        return isAsking ? link.sendAsking(request) : link.send(request);
    }
}
