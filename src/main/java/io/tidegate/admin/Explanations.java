package io.tidegate.admin;

import io.tidegate.event.StoredEvent;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the routes make of stored events by the present configuration, which may have changed since
 * an event was delivered. Worked out when somebody looks, and not on an event loop.
 *
 * @param vertx whose worker threads are used
 * @param router the routes
 */
record Explanations(Vertx vertx, Router router) {

    /** The event as it is shown, with what each route that takes from its source makes of it. */
    Future<JsonObject> explain(StoredEvent stored) {
        return vertx.executeBlocking(
                () -> EventJson.whole(stored).put("routes", results(stored)), false);
    }

    private JsonArray results(StoredEvent stored) {
        var list = new JsonArray();
        router.explain(stored).results().forEach(result -> list.add(line(result)));
        return list;
    }

    private static JsonObject line(Routing.Result result) {
        var line =
                new JsonObject().put("route", result.route()).put("outcome", result.match().tag());
        return result.reason().isEmpty() ? line : line.put("reason", result.reason());
    }

    /** Those of the events that no route wants. */
    Future<List<StoredEvent>> unmatched(List<StoredEvent> events) {
        return vertx.executeBlocking(
                () -> events.stream().filter(stored -> router.route(stored).isUnmatched()).toList(),
                false);
    }
}
