package io.tidegate.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What orchestrators ask, without a token and without I/O. */
final class HealthApi {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Readiness readiness;
    private final String backend;
    private final String durability;
    private final ConfigChanges changes;

    /**
     * @param backend where events are kept, in a word or two
     */
    HealthApi(Readiness readiness, String backend, String durability, ConfigChanges changes) {
        this.readiness = readiness;
        this.backend = backend;
        this.durability = durability;
        this.changes = changes;
    }

    void mount(Router router) {
        router.get("/health/live").handler(this::live);
        router.get("/health/ready").handler(this::ready);
    }

    private void live(RoutingContext context) {
        boolean isLive = readiness.isLive();
        answer(context, isLive, new JsonObject().put("status", isLive ? "live" : "stuck"));
    }

    private void ready(RoutingContext context) {
        boolean isReady = readiness.isReady();
        var body =
                new JsonObject()
                        .put("status", isReady ? "ready" : "not ready")
                        .put("store", readiness.isStoreUsable() ? "usable" : "away")
                        .put("backend", backend)
                        .put("durability", durability)
                        .put("config", changes.state().isCurrent() ? "current" : "kept out")
                        .put("started", readiness.isStarted())
                        .put("draining", readiness.isDraining());
        if (readiness.hasJournal()) {
            // What is in it is on the disk of this gateway only, whatever the level.
            body.put("journal", readiness.isJournalUsable() ? "usable" : "full");
        }
        answer(context, isReady, body);
    }

    private static void answer(RoutingContext context, boolean isGood, JsonObject body) {
        context.response().setStatusCode(isGood ? OK : UNAVAILABLE);
        JsonAnswers.send(context, body);
    }
}
