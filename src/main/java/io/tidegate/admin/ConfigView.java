package io.tidegate.admin;

import io.tidegate.config.GatewayConfig;
import io.tidegate.route.Router;
import java.util.Set;

/**
 * The configuration as operators see it.
 *
 * @param config what the file says
 * @param routes its routes
 * @param capturing the names of the sources whose senders hand over secrets that can be kept
 */
public record ConfigView(GatewayConfig config, Router routes, Set<String> capturing) {

    public ConfigView {
        capturing = Set.copyOf(capturing);
    }
}
