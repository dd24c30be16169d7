package io.tidegate.faults;

import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands in front of several gateways in a cluster: new connections go in turn to those that
 * say they are ready, and connections that there are stay where they are.
 */
final class Balancer {

    private static final int ASK_MILLIS = 100;

    private final List<Backend> backends;
    private final Set<Backend> ready = ConcurrentHashMap.newKeySet();
    private final NetClient net;
    private final HttpClient http;
    private final NetServer server;
    private int turn;

    /**
     * One gateway.
     *
     * @param publicPort where webhooks go
     * @param adminPort where it says whether it is ready
     */
    record Backend(int publicPort, int adminPort) {}

    Balancer(Vertx vertx, List<Backend> backends) {
        this.backends = List.copyOf(backends);
        net = vertx.createNetClient();
        http = vertx.createHttpClient();
        server = vertx.createNetServer().connectHandler(this::accept);
        Futures.await(server.listen(0, "127.0.0.1"));
        Futures.await(Future.join(backends.stream().map(this::ask).toList()));
        vertx.setPeriodic(ASK_MILLIS, tick -> backends.forEach(this::ask));
    }

    private Future<?> ask(Backend backend) {
        return http.request(HttpMethod.GET, backend.adminPort(), "127.0.0.1", "/health/ready")
                .compose(request -> request.send())
                .map(answer -> answer.statusCode() == 200)
                .otherwise(false)
                .onSuccess(isReady -> note(backend, isReady));
    }

    private void note(Backend backend, boolean isReady) {
        if (isReady) {
            ready.add(backend);
        } else {
            ready.remove(backend);
        }
    }

    private void accept(NetSocket outside) {
        outside.pause();
        net.connect(next().publicPort(), "127.0.0.1")
                .onComplete(
                        inside -> {
                            inside.pipeTo(outside);
                            outside.pipeTo(inside);
                            outside.resume();
                        },
                        refused -> outside.close());
    }

    private synchronized Backend next() {
        var choice = backends.stream().filter(ready::contains).toList();
        turn++;
        return choice.isEmpty() ? backends.get(0) : choice.get(turn % choice.size());
    }

    /** The address of a source behind it. */
    URI source(String name) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/in/" + name);
    }
}
