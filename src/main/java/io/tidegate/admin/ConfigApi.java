package io.tidegate.admin;

import io.tidegate.config.GatewayConfig;
import io.tidegate.config.RouteConfig;
import io.tidegate.config.SourceConfig;
import io.tidegate.config.SourceSelector;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.metrics.RouteMeters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The part of the REST API that shows the sources; never a secret. */
final class ConfigApi {

    private final GatewayConfig config;
    private final GatewayMetrics metrics;

    ConfigApi(GatewayConfig config, GatewayMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    void mount(Router router) {
        var sources = List.copyOf(config.sources().entrySet());
        router.get("/api/v1/sources")
                .handler(it -> JsonAnswers.sendList(it, "sources", sources, this::source));
        var routes = List.copyOf(config.routes().entrySet());
        router.get("/api/v1/routes")
                .handler(it -> JsonAnswers.sendList(it, "routes", routes, this::route));
    }

    private JsonObject source(Map.Entry<String, SourceConfig> source) {
        boolean isInternal = source.getValue().internal();
        long maxBody = source.getValue().maxBody().bytes();
        return new JsonObject()
                .put("name", source.getKey())
                .put("path", isInternal ? "" : "/in/" + source.getKey())
                .put("provider", SourceSelector.providerOf(source.getValue()))
                .put("labels", new JsonArray(source.getValue().labels()))
                .put("secrets", source.getValue().secrets().size())
                .put("maxBody", maxBody == 0 ? config.publicPort().maxBody().bytes() : maxBody);
    }

    /** With what this process has counted since it started. */
    private JsonObject route(Map.Entry<String, RouteConfig> route) {
        RouteMeters counts = metrics.route(route.getKey());
        var json =
                new JsonObject()
                        .put("name", route.getKey())
                        .put("from", new JsonArray(route.getValue().from()))
                        .put("to", new JsonArray(route.getValue().to()))
                        .put("split", route.getValue().split())
                        .put("matched", counts.matched())
                        .put("unmatched", counts.unmatched())
                        .put("failed", counts.failed());
        counts.lastFailure()
                .ifPresent(
                        last ->
                                json.put(
                                        "lastFailure",
                                        new JsonObject()
                                                .put("event", last.event().toString())
                                                .put("reason", last.reason())));
        return json;
    }
}
