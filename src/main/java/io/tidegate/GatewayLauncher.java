package io.tidegate;

import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Launcher;
import io.tidegate.cli.ServeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Map;

/**
 * Starts gateways on a Vert.x of their own, with the platform's native transport where there is
 * one.
 *
 * @param environment the environment variables
 */
record GatewayLauncher(Map<String, String> environment) implements Launcher {

    @Override
    public Future<Running> launch(Blueprint blueprint, ServeOptions options) {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var gateway = new Gateway(vertx, blueprint, options, environment);
        return gateway.start()
                .recover(failure -> gateway.stop().transform(x -> Future.failedFuture(failure)))
                .map(gateway);
    }
}
