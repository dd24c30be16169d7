package io.tidegate.store.redis;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers one command as no server should, and makes a good first impression. */
final class OddServer {

    private static final Map<String, String> REPLIES =
            Map.of(
                    "HELLO", "-ERR unknown command\r\n",
                    "PING", "+PONG\r\n",
                    "CLIENT", "+OK\r\n",
                    "ROLE", "*1\r\n$6\r\nmaster\r\n");

    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final String command;
    private final String reply;
    private final AtomicInteger connections = new AtomicInteger();

    OddServer(Vertx vertx, String command, String reply) {
        this.vertx = vertx;
        this.command = command;
        this.reply = reply;
    }

    /** A link to it that is open, and up a little later. */
    Future<Link> link() {
        return vertx.createNetServer()
                .connectHandler(this::serve)
                .listen(0, "127.0.0.1")
                .map(this::open);
    }

    private Link open(NetServer server) {
        var uri = "redis://127.0.0.1:" + server.actualPort();
        var config = new RedisConfig(uri, Secret.NONE, SECONDS, "none");
        var link = new RedisLinks(vertx, config).to(LinkPurpose.REST);
        link.open(List.of());
        return link;
    }

    private void serve(NetSocket socket) {
        connections.incrementAndGet();
        socket.handler(
                commands ->
                        commands.toString()
                                .toUpperCase(Locale.ROOT)
                                .lines()
                                .forEach(word -> socket.write(reply(word))));
    }

    private String reply(String word) {
        return word.equals(command) ? reply : REPLIES.getOrDefault(word, "");
    }

    /** How many connections were made to it. */
    int connections() {
        return connections.get();
    }
}
