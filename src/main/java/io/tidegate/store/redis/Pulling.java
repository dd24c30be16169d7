package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;

/** What becomes of parked deliveries that clients have pulled, for as long as they hold them. */
final class Pulling {

    private static final Script ACKNOWLEDGE = Script.loadWithLines("acknowledge");
    private static final Script HOLD = Script.load("hold");

    private final Link link;
    private final Keys keys;

    Pulling(Link link, Keys keys) {
        this.link = link;
        this.keys = keys;
    }

    Future<Boolean> acknowledge(String destination, EventId id, String token) {
        return ACKNOWLEDGE
                .run(link, keys.lot(destination), List.of(id, token))
                .map(Pulling::isDone);
    }

    Future<Boolean> extend(String destination, EventId id, String token, Duration visibility) {
        return hold(destination, List.of(id, token, visibility.toMillis(), true));
    }

    Future<Boolean> release(String destination, EventId id, String token, Duration delay) {
        return hold(destination, List.of(id, token, delay.toMillis(), false));
    }

    private Future<Boolean> hold(String destination, List<?> arguments) {
        var places = List.of(keys.due(destination), keys.leases(destination));
        return HOLD.run(link, places, arguments).map(Pulling::isDone);
    }

    private static boolean isDone(Response reply) {
        return reply.toInteger() == 1;
    }
}
