package io.tidegate.config;

import java.util.Map;

/**
 * The whole configuration file, checked and with all defaults filled in.
 *
 * @param publicPort where webhooks come in
 * @param admin where operators look
 * @param redis the Redis that holds everything
 * @param store how events are stored and for how long
 * @param dispatch how events are taken out of the store
 * @param outbound where destinations over HTTP may be
 * @param providers a folder with provider files of your own, which are added to those that ship and
 *     replace those of the same id; default none
 * @param sources the entrances, by name; {@code POST /in/{name}}
 * @param destinations the targets, by name
 * @param routes from sources to destinations, by name
 */
public record GatewayConfig(
        @Key("public") PublicConfig publicPort,
        AdminConfig admin,
        RedisConfig redis,
        StoreConfig store,
        DispatchConfig dispatch,
        OutboundConfig outbound,
        @Default("") String providers,
        Map<String, SourceConfig> sources,
        Map<String, DestinationConfig> destinations,
        Map<String, RouteConfig> routes) {}
