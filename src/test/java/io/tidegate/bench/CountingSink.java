package io.tidegate.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * A destination that answers 204 and counts: prints how many came a second, for each slice of them,
 * and ends when all have come.
 */
public final class CountingSink extends VerticleBase {

    private static final int SLICES = 4;

    private final int port;
    private final Tally tally;

    private CountingSink(int port, Tally tally) {
        this.port = port;
        this.tally = tally;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(this::take).listen(port, "127.0.0.1");
    }

    private void take(HttpServerRequest request) {
        request.body()
                .compose(body -> request.response().setStatusCode(204).end())
                .onSuccess(
                        answered -> {
                            if (tally.isLast()) {
                                vertx.close();
                            }
                        });
    }

    /** Counts for all event loops; the clock starts with the first request. */
    private static final class Tally {

        private final int slice;
        private int came;
        private long startNanos;

        Tally(int total) {
            slice = total / SLICES;
        }

        /** Notes one request; whether it was the last. */
        synchronized boolean isLast() {
            if (came == 0) {
                startNanos = System.nanoTime();
            }
            came++;
            if (came % slice == 0) {
                long now = System.nanoTime();
                double seconds = (now - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
                System.out.printf("%.0f%n", slice / seconds);
                startNanos = now;
            }
            return came == slice * SLICES;
        }
    }

    /** Listens on a loopback port; arguments: the port, and how many requests will come. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        var tally = new Tally(Integer.parseInt(arguments[1]));
        int loops = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        vertx.deployVerticle(
                        () -> new CountingSink(port, tally),
                        new DeploymentOptions().setInstances(loops))
                .onFailure(
                        failure -> {
                            System.err.println(failure.getMessage());
                            vertx.close();
                        });
    }
}
