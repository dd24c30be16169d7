package io.tidegate.redis;

import static io.tidegate.testing.Futures.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of a cluster that says what a test likes. */
final class FakeNode {

    private final NetServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String info = "";
    private volatile String slots = "";

    /** One that says nothing yet. */
    FakeNode(Vertx vertx) {
        server = await(vertx.createNetServer().connectHandler(this::serve).listen(0, "127.0.0.1"));
    }

    /** Says from now on that this master has all slots. */
    FakeNode say(long epoch, boolean isOk, Node master) {
        String text =
                "cluster_state:%s\r\ncluster_current_epoch:%d\r\n"
                        .formatted(isOk ? "ok" : "fail", epoch);
        info = bulk(text);
        slots =
                "*1\r\n*3\r\n:0\r\n:16383\r\n*3\r\n%s:%d\r\n%s"
                        .formatted(bulk(master.host()), master.port(), bulk("id"));
        return this;
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    /** Answers each command by its last word. */
    private void serve(NetSocket socket) {
        asked.incrementAndGet();
        socket.handler(
                commands ->
                        commands.toString()
                                .toUpperCase(Locale.ROOT)
                                .lines()
                                .forEach(word -> socket.write(reply(word))));
    }

    private String reply(String word) {
        return switch (word) {
            case "HELLO" -> "*2\r\n" + bulk("server") + bulk("redis");
            case "CLIENT" -> "+OK\r\n";
            case "INFO" -> info;
            case "SLOTS" -> slots;
            default -> "";
        };
    }

    /** How many connections it has been asked on so far. */
    int asked() {
        return asked.get();
    }

    /** Its address. */
    String uri() {
        return "redis://127.0.0.1:" + server.actualPort();
    }
}
