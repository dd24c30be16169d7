package io.tidegate.lab;

import io.tidegate.testing.RedisGroup;
import io.tidegate.testing.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A master, two replicas and three sentinels, which gateways reach directly. */
final class SentinelServers implements Servers {

    private final RedisGroup group;

    SentinelServers(Level level) {
        group = new RedisGroup(level.serverOptions());
        try {
            group.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RedisServer master() {
        return group.master();
    }

    @Override
    public String settings() {
        return group.settings();
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
    public void close() {
        group.close();
    }
}
