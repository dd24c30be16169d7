package io.tidegate.ingress;

import io.tidegate.metrics.FetchMeters.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Looks up the address of a server, as this machine does. We connect to the very address that was
 * found allowed: a second look-up might find another.
 */
final class Lookup {

    private final WorkerExecutor workers;
    private final Predicate<InetAddress> mayReach;

    Lookup(Vertx vertx, int threads, Predicate<InetAddress> mayReach) {
        workers = vertx.createSharedWorkerExecutor("tidegate-lookup", threads);
        this.mayReach = mayReach;
    }

    /** An address that may be reached; fails with {@link FetchFailure}, or if there is no name. */
    Future<InetAddress> address(String host) {
        return workers.executeBlocking(() -> find(host), false);
    }

    private InetAddress find(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(mayReach)
                .findFirst()
                .orElseThrow(() -> new FetchFailure(Outcome.FORBIDDEN, "not a public address"));
    }

    Future<Void> close() {
        return workers.close();
    }
}
