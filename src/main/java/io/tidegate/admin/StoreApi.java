package io.tidegate.admin;

import io.tidegate.config.StoreConfig;
import io.tidegate.store.EventStore;
import io.tidegate.store.EventStores;
import io.tidegate.store.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The part of the REST API that shows what a 2xx promises, and whether that can be kept. */
final class StoreApi {

    private final StoreConfig config;
    private final EventStore store;
    private final EventStores stores;

    StoreApi(StoreConfig config, EventStore store, EventStores stores) {
        this.config = config;
        this.store = store;
        this.stores = stores;
    }

    void mount(Router router) {
        router.get("/api/v1/store").handler(this::show);
    }

    private void show(RoutingContext context) {
        var findings = new JsonArray();
        stores.findings().forEach(it -> findings.add(json(it)));
        var level = config.durability();
        var body = new JsonObject().put("durability", level.word());
        if (level == StoreConfig.Durability.REPLICATED) {
            body.put("replicas", config.replicas());
        }
        if (config.journal().isPresent()) {
            body.put("journal", "on the disk of the gateway that accepted it, until it is stored");
        }
        JsonAnswers.send(
                context,
                body.put("usable", store.isUsable())
                        .put("full", store.isFull())
                        .put("findings", findings));
    }

    private static JsonObject json(Finding finding) {
        return new JsonObject()
                .put("grade", finding.grade().word())
                .put("subject", finding.subject())
                .put("text", finding.text())
                .put("remedy", finding.remedy());
    }
}
