package io.tidegate.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * The baseline: a Vert.x server that reads the body and answers 202, on as many event loops as the
 * gateway has. Whatever the gateway is slower than this is what verifying and storing cost.
 */
public final class BareServer extends VerticleBase {

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer()
                .requestHandler(
                        request ->
                                request.body()
                                        .onSuccess(
                                                body ->
                                                        request.response()
                                                                .setStatusCode(202)
                                                                .end("{\"status\":\"accepted\"}")))
                .listen(port, "127.0.0.1");
    }

    /** Listens on the loopback port that is the only argument until it is killed. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(
                        () -> new BareServer(port), new DeploymentOptions().setInstances(loops))
                .onSuccess(id -> System.out.println("ready"))
                .onFailure(
                        failure -> {
                            System.err.println(failure.getMessage());
                            vertx.close();
                        });
    }
}
