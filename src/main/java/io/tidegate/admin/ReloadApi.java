package io.tidegate.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The part of the REST API that tells whether the gateway runs by the configuration on disk, and
 * has it read again.
 */
final class ReloadApi {

    private final ConfigChanges changes;

    ReloadApi(ConfigChanges changes) {
        this.changes = changes;
    }

    void mount(Router router) {
        router.get("/api/v1/config").handler(it -> JsonAnswers.send(it, json(changes.state())));
        router.post("/api/v1/config/reload").handler(this::reload);
    }

    private void reload(RoutingContext context) {
        changes.reload().onComplete(state -> answer(context, state), context::fail);
    }

    private static void answer(RoutingContext context, ConfigChanges.State state) {
        if (state.isCurrent()) {
            JsonAnswers.send(context, json(state));
        } else {
            AdminProblem.CONFIG.answer(context, String.join("\n", state.findings()));
        }
    }

    private static JsonObject json(ConfigChanges.State state) {
        return new JsonObject()
                .put("current", state.isCurrent())
                .put("appliedAt", state.appliedAt().toString())
                .put("findings", new JsonArray(state.findings()));
    }
}
