package io.tidegate.lab;

import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Random;

/** One server, and the proxy through which gateways reach it. */
final class LoneServer implements Servers {

    private final Machine machine;
    private final RedisServer redis;
    private final FaultProxy proxy;

    LoneServer(Vertx vertx, Random random, Level level, Machine machine) {
        this.machine = machine;
        redis = machine.server(level.serverOptions());
        redis.start();
        proxy = new FaultProxy(vertx, redis.port(), random);
        proxy.start().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public RedisServer master() {
        return redis;
    }

    @Override
    public String settings(int gateway) {
        String uri = redis.uri().replace(":" + redis.port(), ":" + proxy.port());
        return "redis: { uri: \"%s\" }%n".formatted(uri);
    }

    @Override
    public List<String> secrets() {
        return List.of(redis.config().password().value());
    }

    @Override
    public FaultProxy proxy() {
        return proxy;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public void close() {
        redis.close();
        machine.close();
    }
}
