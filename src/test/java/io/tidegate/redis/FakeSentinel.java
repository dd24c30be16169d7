package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;

import io.tidegate.testing.SelfSigned;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A sentinel that says what a test likes. */
public final class FakeSentinel {

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final NetServer server;

    private FakeSentinel(Vertx vertx) {
        this(vertx, new NetServerOptions());
    }

    private FakeSentinel(Vertx vertx, NetServerOptions options) {
        server =
                await(
                        vertx.createNetServer(options)
                                .connectHandler(this::serve)
                                .listen(0, "127.0.0.1"));
        replies.putAll(Map.of("HELLO", array("server", "redis"), "CLIENT", "+OK\r\n"));
    }

    /** One that names a master by a configuration of this epoch. */
    public static FakeSentinel naming(Vertx vertx, long epoch, String host, int port) {
        var sentinel = new FakeSentinel(vertx);
        sentinel.name(epoch, host, port);
        return sentinel;
    }

    /** One that is spoken to over TLS, as {@code localhost}. */
    static FakeSentinel overTls(Vertx vertx, long epoch, String host, int port) {
        var options = new NetServerOptions().setSsl(true).setKeyCertOptions(SelfSigned.key());
        var sentinel = new FakeSentinel(vertx, options);
        sentinel.name(epoch, host, port);
        return sentinel;
    }

    /** Names this master from now on. */
    public void name(long epoch, String host, int port) {
        say("master", epoch, host, port);
    }

    /** Is about to put another in the place of this master from now on. */
    public void handOver(long epoch, String host, int port) {
        say("master,failover_in_progress,force_failover", epoch, host, port);
    }

    private void say(String flags, long epoch, String host, int port) {
        String[] state = {
            "ip", host, "port", "" + port, "flags", flags, "config-epoch", "" + epoch
        };
        replies.put("MASTER", array(state));
        replies.put("GET-MASTER-ADDR-BY-NAME", array(host, "" + port));
    }

    /** One that knows no master of that name. */
    static FakeSentinel ignorant(Vertx vertx) {
        var sentinel = new FakeSentinel(vertx);
        sentinel.replies.put("MASTER", "-ERR No such master with that name\r\n");
        sentinel.replies.put("GET-MASTER-ADDR-BY-NAME", "*-1\r\n");
        return sentinel;
    }

    /** One that takes connections and says nothing. */
    static FakeSentinel silent(Vertx vertx) {
        var sentinel = new FakeSentinel(vertx);
        sentinel.replies.clear();
        return sentinel;
    }

    private static String array(String... texts) {
        var reply = new StringBuilder("*" + texts.length + "\r\n");
        for (String text : texts) {
            reply.append('$').append(text.length()).append("\r\n").append(text).append("\r\n");
        }
        return reply.toString();
    }

    /** Answers each command by its last known word. */
    private void serve(NetSocket socket) {
        connections.incrementAndGet();
        open.incrementAndGet();
        socket.closeHandler(closed -> open.decrementAndGet());
        socket.handler(
                commands ->
                        commands.toString()
                                .lines()
                                .peek(heard::add)
                                .map(word -> word.toUpperCase(Locale.ROOT))
                                .filter(replies::containsKey)
                                .forEach(word -> socket.write(replies.get(word))));
    }

    /** Every line that it was sent. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many connections it has been asked on so far. */
    int connections() {
        return connections.get();
    }

    /** How many of them are open now. */
    int open() {
        return open.get();
    }

    /** Where it listens, on loopback. */
    int port() {
        return server.actualPort();
    }

    /** Its address. */
    public String uri() {
        return "redis://127.0.0.1:" + server.actualPort();
    }
}
