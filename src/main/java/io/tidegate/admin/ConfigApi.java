package io.tidegate.admin;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.GatewayConfig;
import io.tidegate.config.SourceConfig;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The part of the REST API that shows what is configured; never a secret or an address. */
final class ConfigApi {

    private final GatewayConfig config;
    private final StoreWatch watch;

    ConfigApi(GatewayConfig config, StoreWatch watch) {
        this.config = config;
        this.watch = watch;
    }

    void mount(Router router) {
        var sources = List.copyOf(config.sources().entrySet());
        var destinations = List.copyOf(config.destinations().entrySet());
        router.get("/api/v1/sources")
                .handler(it -> JsonAnswers.sendList(it, "sources", sources, this::source));
        router.get("/api/v1/destinations")
                .handler(
                        it ->
                                JsonAnswers.sendList(
                                        it, "destinations", destinations, this::destination));
    }

    private JsonObject source(Map.Entry<String, SourceConfig> source) {
        boolean isInternal = source.getValue().internal();
        long maxBody = source.getValue().maxBody().bytes();
        return new JsonObject()
                .put("name", source.getKey())
                .put("path", isInternal ? "" : "/in/" + source.getKey())
                .put("provider", provider(source.getValue()))
                .put("secrets", source.getValue().secrets().size())
                .put("maxBody", maxBody == 0 ? config.publicPort().maxBody().bytes() : maxBody);
    }

    private static String provider(SourceConfig source) {
        if (source.internal()) {
            return "tidegate";
        }
        return source.provider().isEmpty() ? "custom" : source.provider();
    }

    private JsonObject destination(Map.Entry<String, DestinationConfig> destination) {
        String name = destination.getKey();
        return new JsonObject()
                .put("name", name)
                .put("kind", destination.getValue().kind())
                .put("parked", watch.parked(name))
                .put("dead", watch.dead(name));
    }
}
