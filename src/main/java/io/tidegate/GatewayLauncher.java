package io.tidegate;

import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Launcher;
import io.tidegate.cli.ServeOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * Starts gateways on a Vert.x of their own, with the platform's native transport where there is
 * one.
 *
 * @param searchPath where a {@code redis-server} may be installed, as in {@code PATH}
 */
record GatewayLauncher(String searchPath) implements Launcher {

    @Override
    public Future<Running> launch(Blueprint blueprint, ServeOptions options) {
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var gateway = new Gateway(vertx, blueprint, options);
        return gateway.start(searchPath)
                .recover(failure -> gateway.stop().transform(x -> Future.failedFuture(failure)))
                .map(gateway);
    }
}
