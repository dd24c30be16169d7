package io.tidegate.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole configuration file, checked and with all defaults filled in.
 *
 * @param publicPort where webhooks come in
 * @param admin where operators look
 * @param redis the Redis that holds everything
 * @param store how events are stored and for how long
 * @param dispatch how events are taken out of the store
 * @param outbound where destinations over HTTP may be
 * @param reload how changes of all this are noticed
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
        ReloadConfig reload,
        @Default("") String providers,
        Map<String, SourceConfig> sources,
        Map<String, DestinationConfig> destinations,
        Map<String, RouteConfig> routes) {

    /**
     * The names of the sources whose events may lead to a destination that keeps an order, so that
     * each of these sources has to be read by one worker at a time.
     */
    public Set<String> sourcesInOrder() {
        var selectors =
                routes.values().stream()
                        .filter(route -> route.to().stream().anyMatch(this::isInOrder))
                        .flatMap(route -> route.from().stream())
                        .map(SourceSelector::of)
                        .toList();
        return sources.entrySet().stream()
                .filter(it -> selectors.stream().anyMatch(s -> s.picks(it.getKey(), it.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isInOrder(String destination) {
        var config = destinations.get(destination);
        return config != null && config.isInOrder();
    }
}
