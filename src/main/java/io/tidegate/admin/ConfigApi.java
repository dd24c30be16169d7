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
        String provider = source.getValue().provider();
        long maxBody = source.getValue().maxBody().bytes();
        return new JsonObject()
                .put("name", source.getKey())
                .put("path", "/in/" + source.getKey())
                .put("provider", provider.isEmpty() ? "custom" : provider)
                .put("secrets", source.getValue().secrets().size())
                .put("maxBody", maxBody == 0 ? config.publicPort().maxBody().bytes() : maxBody);
    }

    private JsonObject destination(Map.Entry<String, DestinationConfig> destination) {
        String name = destination.getKey();
        return new JsonObject()
                .put("name", name)
                .put("kind", kind(destination.getValue()))
                .put("parked", watch.parked(name))
                .put("dead", watch.dead(name));
    }

    private static String kind(DestinationConfig destination) {
        if (destination.http() != null) {
            return "http";
        }
        if (destination.slack() != null) {
            return "slack";
        }
        if (destination.teams() != null) {
            return "teams";
        }
        if (destination.discord() != null) {
            return "discord";
        }
        if (destination.sqs() != null) {
            return "sqs";
        }
        if (destination.sns() != null) {
            return "sns";
        }
        return destination.redis() != null ? "redis" : "log";
    }
}
