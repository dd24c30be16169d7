package io.tidegate.lab;

import io.tidegate.testing.RedisGroup;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A master, two replicas and three sentinels. Gateways reach them directly, but the first of a
 * divisible site has a proxy between it and each sentinel.
 */
final class SentinelServers implements Servers {

    private final RedisGroup group;

    private final List<FaultProxy> doors = new ArrayList<>();

    SentinelServers(Level level) {
        group = new RedisGroup(level.serverOptions());
        try {
            group.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that can be cut off from the first gateway. */
    static SentinelServers divisible(Vertx vertx, Random random, Level level) {
        var servers = new SentinelServers(level);
        for (int port : servers.group.sentinelPorts()) {
            var door = new FaultProxy(vertx, port, random);
            door.start().toCompletionStage().toCompletableFuture().join();
            servers.doors.add(door);
        }
        return servers;
    }

    @Override
    public RedisServer master() {
        return group.master();
    }

    @Override
    public String settings(int gateway) {
        return gateway == 0 && !doors.isEmpty()
                ? RedisGroup.settings(
                        RedisGroup.NEAR, doors.stream().map(FaultProxy::port).toList())
                : RedisGroup.settings(RedisGroup.PEERS, group.sentinelPorts());
    }

    @Override
    public List<String> secrets() {
        return group.secrets();
    }

    @Override
    public RedisGroup group() {
        return group;
    }

    @Override
    public void cutOffMaster() {
        RedisGroup.cutOff(master());
        doors.forEach(it -> it.set(FaultProxy.Mode.BLACKHOLE));
    }

    @Override
    public void join(RedisServer server) {
        doors.forEach(it -> it.set(FaultProxy.Mode.PASS));
        RedisGroup.join(server);
    }

    @Override
    public void close() {
        group.close();
    }
}
