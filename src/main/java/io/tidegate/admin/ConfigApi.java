package io.tidegate.admin;

import io.tidegate.config.GatewayConfig;
import io.tidegate.config.SourceConfig;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The part of the REST API that shows the sources; never a secret. */
final class ConfigApi {

    private final GatewayConfig config;

    ConfigApi(GatewayConfig config) {
        this.config = config;
    }

    void mount(Router router) {
        var sources = List.copyOf(config.sources().entrySet());
        router.get("/api/v1/sources")
                .handler(it -> JsonAnswers.sendList(it, "sources", sources, this::source));
    }

    private JsonObject source(Map.Entry<String, SourceConfig> source) {
        String provider = source.getValue().provider();
        long maxBody = source.getValue().maxBody().bytes();
        return new JsonObject()
                .put("name", source.getKey())
                .put("path", "/in/" + source.getKey())
                .put("provider", provider.isEmpty() ? "custom" : provider)
                .put("secrets", source.getValue().secrets().size())
                .put("maxBody", maxBody == 0 ? config.publicPort().maxBody().bytes() : maxBody);
    }
}
