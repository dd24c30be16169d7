package io.tidegate.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/** How the admin port writes JSON. */
final class JsonAnswers {

    private JsonAnswers() {}

    /** Answers with an object. */
    static void send(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }

    /** Answers with a list under a name, so that more can be added beside it later. */
    static <T> void sendList(
            RoutingContext context, String name, List<T> items, Function<T, JsonObject> line) {
        var lines = new JsonArray();
        items.forEach(item -> lines.add(line.apply(item)));
        send(context, new JsonObject().put(name, lines));
    }
}
