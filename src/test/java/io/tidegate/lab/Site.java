package io.tidegate.lab;

import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Gateways as processes, their Redis behind a proxy, two sinks, and a sender. */
final class Site implements AutoCloseable {

    static final List<String> SINKS = List.of("ci", "audit");
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final String SECRET = "lab-secret-0123456789-canary";

    private final Vertx vertx = Vertx.vertx();
    private final History history = new History();
    private final List<Sink> sinks = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    private final Path folder;
    private final Random random;
    private final Level level;
    private final Servers servers;
    private final Readiness readiness;
    private final Sender sender;

    /**
     * A gateway and the part that it plays.
     *
     * @param gateway the process
     * @param roles what it is told to be; empty for everything
     */
    record Post(GatewayProcess gateway, String roles) {

        void start() {
            if (roles.isEmpty()) {
                gateway.start();
            } else {
                gateway.start("--roles", roles);
            }
        }

        boolean isEntrance() {
            return roles.isEmpty() || roles.contains("ingress");
        }

        boolean isWorker() {
            return roles.isEmpty() || roles.contains("dispatch");
        }
    }

    /**
     * Starts everything but the sender, and waits until it is ready.
     *
     * @param scenario says which servers and gateways there are
     * @param level what the gateways are told to promise
     */
    Site(Path folder, Random random, int perSecond, Scenario scenario, Level level) {
        this.folder = folder;
        this.random = random;
        this.level = level;
        servers = scenario.topology().start(vertx, random, level);
        SINKS.forEach(name -> sinks.add(new Sink(vertx, name, history, random)));
        sinks.forEach(sink -> join(sink.start()));
        var roles = scenario.roles();
        for (int i = 0; i < roles.size(); i++) {
            posts.add(new Post(gateway(i), roles.get(i)));
        }
        posts.forEach(Post::start);
        readiness = readiness();
        sender = new Sender(vertx, readiness::entrances, SECRET, perSecond, history, random);
    }

    private static void join(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private GatewayProcess gateway(int number) {
        try {
            var home = Files.createDirectories(folder.resolve("g" + number));
            return new GatewayProcess(home, configuration(number), DRAIN)
                    .environment(servers.machine().ofGateway(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration(int number) {
        return """
        %s
        %s
        sources:
          github: { provider: github, secrets: ["%s"] }
        destinations:
          ci:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 200ms, max: 2s, attempts: 1000 }
            breaker: { openFor: 2s }
            timeout: 2s
          audit:
            http: { url: "http://127.0.0.1:%d/" }
            retry: { first: 200ms, max: 2s, attempts: 1000 }
            breaker: { openFor: 2s }
            timeout: 2s
        routes:
          all: { from: [github], to: [ci, audit] }
        """
                .formatted(
                        servers.settings(number),
                        level.settings(),
                        SECRET,
                        sinks.get(0).port(),
                        sinks.get(1).port());
    }

    private Readiness readiness() {
        var entrances = posts.stream().filter(Post::isEntrance).map(Post::gateway).toList();
        return new Readiness(
                vertx,
                entrances.stream().map(it -> it.source("github")).toList(),
                entrances.stream().map(GatewayProcess::adminPort).toList());
    }

    History history() {
        return history;
    }

    Level level() {
        return level;
    }

    Servers servers() {
        return servers;
    }

    /** The server that has the events just now. */
    RedisServer redis() {
        return servers.master();
    }

    FaultProxy proxy() {
        return servers.proxy();
    }

    Sender sender() {
        return sender;
    }

    /** Ends all connections to the gateways but their own to Redis, and sends no more. */
    void hangUp() {
        sender.hangUp();
        sinks.forEach(Sink::hangUp);
    }

    Random random() {
        return random;
    }

    List<Post> posts() {
        return posts;
    }

    /** The destination that may be made to fail. */
    Sink sink() {
        return sinks.get(0);
    }

    Census census() {
        return new Census(
                servers.masters().stream()
                        .<Function<String[], String>>map(it -> it::command)
                        .toList());
    }

    /** Secrets that must be in no log. */
    List<String> canaries() {
        return Stream.concat(Stream.of(SECRET), servers.secrets().stream()).toList();
    }

    @Override
    public void close() {
        readiness.stop();
        posts.forEach(it -> it.gateway().close());
        servers.close();
        join(vertx.close());
    }
}
